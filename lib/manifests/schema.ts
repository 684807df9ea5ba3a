import { z } from 'zod'
import { causeFamilies, platformFamilies } from '../runs/cause-families.ts'
import { dataClassifications, networkProfiles, runnerClasses, runnerSizes } from './classes.ts'
import { checkRules } from './cross-field-rules.ts'
import {
  dnsLabel,
  duration,
  egressAddress,
  handlerName,
  imageDigest,
  packageName,
  packageVersion,
  pipelineName,
  relativePath,
  secretPath,
  sha256Digest,
  text,
  variableName,
} from './field-formats.ts'
import { normalisedTrigger, triggerPart } from './trigger-words.ts'

const functionSource = z.strictObject({
  source: relativePath,
  runtime: z.enum(['nodejs', 'provided']),
  handler: handlerName.optional(),
})
const imageSource = z.strictObject({ build: relativePath.optional(), ref: imageDigest.optional() })
const jobSource = z.strictObject({
  source: relativePath,
  engine: z.enum(['sql', 'python', 'notebook']),
  entry: relativePath,
})
const goldenImageSource = z.strictObject({
  base: text(300),
  source: relativePath.optional(),
  entry: relativePath.optional(),
  drivers: z
    .array(z.strictObject({ name: packageName, version: packageVersion }))
    .max(50)
    .optional(),
  bootstrap: relativePath.optional(),
})

const lifecycle = z.strictObject({ on_launch: relativePath.optional(), on_terminate: relativePath.optional() })

const variables = z.record(variableName, z.string().max(4096))
const secretPaths = z.record(variableName, secretPath)

const runnerPart = z.strictObject({
  class: z.enum(runnerClasses),
  size: z.enum(runnerSizes).optional(),
  network_profile: z.enum(networkProfiles),
  egress_allow: z.array(egressAddress).max(100).optional(),
  env: variables.optional(),
  secrets: secretPaths.optional(),
  function: functionSource.optional(),
  image: imageSource.optional(),
  job: jobSource.optional(),
  golden_image: goldenImageSource.optional(),
  concurrency_limit: z.int().min(1).max(1000).optional(),
  scaling: z
    .strictObject({
      min: z.int().min(0).max(1000).optional(),
      max: z.int().min(1).max(1000).optional(),
      target_queue_depth: z.int().min(1).max(100_000).optional(),
    })
    .optional(),
  shuffle_partition_hint: z.int().min(1).max(100_000).optional(),
  lifecycle: lifecycle.optional(),
})

const metadataPart = z.strictObject({
  name: dnsLabel,
  pipeline: pipelineName,
  pipeline_version: z.int().min(1).optional(),
  owner: text(100),
  description: z.string().max(500).optional(),
  data_classification: z.enum(dataClassifications).optional(),
  residency: text(100).optional(),
  tags: z.record(text(64), z.string().max(256)).optional(),
})

const runPart = z.strictObject({
  timeout: duration.optional(),
  retry: z
    .strictObject({
      max_attempts: z.int().min(1).max(20).optional(),
      backoff: z.enum(['exponential', 'fixed']).optional(),
      budget_per_hour: z.int().min(0).max(10_000).optional(),
      /** Whose failures are worth another attempt. */
      on: z.array(z.enum(causeFamilies)).min(1).max(causeFamilies.length).optional(),
    })
    .optional(),
  dead_letter: z.strictObject({ retain: duration }).optional(),
})

/** The fields of a manifest by themselves. Strict: a key it does not know is a fault. */
export const manifestFields = z.strictObject({
  apiVersion: z.literal('barecount.io/v1'),
  kind: z.literal('RunnerManifest'),
  metadata: metadataPart,
  runner: runnerPart,
  triggers: z.array(triggerPart).max(50).optional(),
  run: runPart.optional(),
})

/**
 * A runner manifest as people write it, version barecount.io/v1: the fields, and the rules that span them (source by
 * class, sizes by class, schedules that never fire).
 */
export const manifestSchema = manifestFields.superRefine(checkRules)

export type RunnerManifest = z.infer<typeof manifestSchema>

const runnerCommon = {
  size: z.enum(runnerSizes),
  network_profile: z.enum(networkProfiles),
  egress_allow: z.array(egressAddress),
  env: variables,
  secrets: secretPaths,
}

/** A manifest with every default filled in and every duration in seconds: what the platform works with and what is digested. */
export const normalisedManifestSchema = z.strictObject({
  apiVersion: z.literal('barecount.io/v1'),
  kind: z.literal('RunnerManifest'),
  metadata: metadataPart.required({ pipeline_version: true, data_classification: true, tags: true }),
  runner: z.discriminatedUnion('class', [
    z.strictObject({
      class: z.literal('serverless'),
      ...runnerCommon,
      function: functionSource,
      /** Left out: the size's own limit. */
      concurrency_limit: z.int().optional(),
    }),
    z.strictObject({
      class: z.literal('container'),
      ...runnerCommon,
      image: imageSource,
      scaling: z.strictObject({ min: z.int(), max: z.int(), target_queue_depth: z.int() }),
    }),
    z.strictObject({
      class: z.literal('managed_etl'),
      ...runnerCommon,
      job: jobSource,
      shuffle_partition_hint: z.int().optional(),
    }),
    z.strictObject({
      class: z.literal('dedicated_compute'),
      ...runnerCommon,
      golden_image: goldenImageSource.required({ drivers: true }),
      lifecycle: lifecycle.optional(),
    }),
  ]),
  triggers: z.array(normalisedTrigger),
  run: z.strictObject({
    timeout_seconds: z.int(),
    retry: z.strictObject({
      max_attempts: z.int(),
      backoff: z.enum(['exponential', 'fixed']),
      budget_per_hour: z.int(),
      // Manifests of before were only tried again for the platform's own reasons.
      on: z.array(z.enum(causeFamilies)).default([...platformFamilies]),
    }),
    dead_letter: z.strictObject({ retain_seconds: z.int() }),
  }),
})

export type NormalisedManifest = z.infer<typeof normalisedManifestSchema>
export type NormalisedTrigger = NormalisedManifest['triggers'][number]

/** What the list of manifests can be narrowed to. */
export const manifestFilters = z.object({
  q: z.string().max(63).optional(),
  class: z.enum(runnerClasses).optional(),
  profile: z.enum(networkProfiles).optional(),
  archived: z.stringbool().optional(),
})

export type ManifestFilters = z.output<typeof manifestFilters>

/** What is submitted: a manifest's text, and the digest of the source that was uploaded for it. */
export const submission = z.strictObject({
  text: z.string().describe('The manifest, YAML or JSON'),
  sourceDigest: sha256Digest.optional().describe('Left out when the manifest needs no source'),
  manifestId: z.string().max(40).optional().describe('The manifest this must be a version of; its name is then kept'),
  draftId: z.string().max(40).optional().describe('A draft of one’s own that this submits'),
})

/** Text to keep until it is submitted. */
export const draftContent = z.strictObject({
  id: z.string().max(40).optional(),
  manifestId: z.string().max(40).optional(),
  text: z.string(),
  sourceDigest: sha256Digest.optional(),
})
