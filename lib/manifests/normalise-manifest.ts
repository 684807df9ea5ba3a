import { causeFamilies, platformFamilies } from '../runs/cause-families.ts'
import { durationSeconds } from './duration.ts'
import { type NormalisedManifest, normalisedManifestSchema, type RunnerManifest } from './schema.ts'

export const defaults = {
  size: 'medium',
  timeout: '5m',
  timezone: 'UTC',
  retain: '14d',
  retry: { max_attempts: 3, backoff: 'exponential', budget_per_hour: 20 },
  scaling: { min: 1, max: 1, target_queue_depth: 10 },
} as const

/**
 * The manifest with every default filled in, durations in seconds and lists without order in one order, so that two
 * writings of the same runner give the same digest. Takes what `manifestSchema` accepted.
 */
export function normaliseManifest({
  apiVersion,
  kind,
  metadata,
  runner,
  triggers,
  run,
}: RunnerManifest): NormalisedManifest {
  const { scaling, golden_image, ...rest } = runner
  return normalisedManifestSchema.parse({
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      pipeline_version: metadata.pipeline_version ?? 1,
      data_classification: metadata.data_classification ?? 'internal',
      tags: metadata.tags ?? {},
    },
    runner: {
      ...rest,
      size: runner.size ?? defaults.size,
      egress_allow: [...new Set(runner.egress_allow?.map((address) => address.toLowerCase()))].sort(),
      env: runner.env ?? {},
      secrets: runner.secrets ?? {},
      ...(runner.class === 'container' && { scaling: { ...defaults.scaling, ...withRoom(scaling) } }),
      ...(golden_image && { golden_image: { ...golden_image, drivers: golden_image.drivers ?? [] } }),
    },
    triggers: (triggers ?? []).map(normaliseTrigger),
    run: {
      timeout_seconds: durationSeconds(run?.timeout ?? defaults.timeout),
      retry: { ...defaults.retry, on: [...(run?.retry ? causeFamilies : platformFamilies)], ...run?.retry },
      dead_letter: { retain_seconds: durationSeconds(run?.dead_letter?.retain ?? defaults.retain) },
    },
  })
}

/** A `min` above the default `max` raises it. */
function withRoom(scaling: RunnerManifest['runner']['scaling']) {
  return { ...scaling, max: Math.max(scaling?.max ?? defaults.scaling.max, scaling?.min ?? 0) }
}

function normaliseTrigger(trigger: NonNullable<RunnerManifest['triggers']>[number]) {
  if (trigger.schedule) {
    const { exclude = {}, ...schedule } = trigger.schedule
    // Sets: the order in which they are written means nothing.
    const excluded = Object.fromEntries(Object.entries(exclude).map(([of, list]) => [of, [...new Set(list)].sort()]))
    return { kind: 'schedule', timezone: defaults.timezone, ...schedule, exclude: excluded }
  }
  if (trigger.file_arrival) return { kind: 'file_arrival', ...trigger.file_arrival }
  if (trigger.topic) return { kind: 'topic', ...trigger.topic }
  if (trigger.upstream) return { kind: 'upstream', ...trigger.upstream }
  return { kind: 'webhook' }
}
