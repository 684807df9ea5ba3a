import { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { jsonOf } from './oci/schema.ts'
import { sigstoreBundleSchema } from './sign/sigstore-bundle.ts'
import { predicateTypes } from './sign/statement.ts'

const provenanceSchema = z.looseObject({
  predicate: z.looseObject({
    buildDefinition: z.looseObject({
      externalParameters: z.record(z.string(), z.unknown()),
      resolvedDependencies: z
        .array(z.looseObject({ uri: z.string(), digest: z.record(z.string(), z.string()) }))
        .default([]),
    }),
    runDetails: z.looseObject({
      builder: z.looseObject({ id: z.string(), version: z.record(z.string(), z.string()).default({}) }),
      metadata: z.looseObject({ invocationId: z.string(), startedOn: z.string(), finishedOn: z.string() }),
    }),
  }),
})

export type ArtifactOrigin = {
  builder: string
  versions: Record<string, string>
  /** What asked for it: the deployment's id. */
  invocation: string
  startedAt: Date
  finishedAt: Date
  parameters: Record<string, unknown>
  /** What the build read. */
  materials: { uri: string; digest: string | undefined }[]
}

/** How an artifact came to be, as its signed provenance says; undefined when it has none. */
export async function getOrigin(actor: Actor, artifactId: string): Promise<ArtifactOrigin | undefined> {
  authorise(actor, 'artifact:read')
  const found = await db.attestation.findFirst({
    where: { tenantId: actor.tenantId, artifactId, predicateType: predicateTypes.provenance },
    select: { bundle: true },
    orderBy: { id: 'desc' },
  })
  const bundle = sigstoreBundleSchema.safeParse(found?.bundle).data
  if (!bundle) return undefined
  const read = provenanceSchema.safeParse(jsonOf(Buffer.from(bundle.dsseEnvelope.payload, 'base64'))).data
  if (!read) return undefined
  const { buildDefinition, runDetails } = read.predicate
  return {
    builder: runDetails.builder.id,
    versions: runDetails.builder.version,
    invocation: runDetails.metadata.invocationId,
    startedAt: new Date(runDetails.metadata.startedOn),
    finishedAt: new Date(runDetails.metadata.finishedOn),
    parameters: buildDefinition.externalParameters,
    materials: buildDefinition.resolvedDependencies.map(({ uri, digest }) => ({
      uri,
      digest: digest.sha256 && `sha256:${digest.sha256}`,
    })),
  }
}
