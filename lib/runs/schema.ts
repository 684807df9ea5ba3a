import { z } from 'zod'
import { runnerClasses } from '../manifests/classes.ts'
import { runCauses, runOrigins, runStatuses, runsSince } from './run-words.ts'

/** Names an effect: the same token on the same runner never takes effect twice. */
export const runToken = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w.:/+-]*$/, 'must begin with a letter or digit; then letters, digits and . _ : / + -')

const input = z.unknown().optional().describe('The event the function gets: any JSON up to 6 MiB')
const correlationId = z
  .string()
  .regex(/^[\w.:/-]{1,100}$/, 'must be up to 100 letters, digits and . _ : / -')
  .optional()
  .describe('What the caller calls the larger thing that this run is a part of')

/**
 * What a person or the API gives to start a run: the runner, or the pipeline and environment it is picked by. Without a
 * token one is made, so every such start is a new effect.
 */
export const startRunInput = z
  .strictObject({
    runnerId: z.string().optional(),
    pipeline: z.string().max(200).optional(),
    environment: z.string().max(63).optional(),
    token: runToken.optional(),
    input,
    correlationId,
  })
  .refine(({ runnerId, pipeline, environment }) => (runnerId ? !pipeline && !environment : pipeline && environment), {
    message: 'name a runner, or a pipeline and an environment',
    path: ['runnerId'],
  })

/** Many runs of one runner. */
export const startRunsInput = z.strictObject({
  runnerId: z.string(),
  correlationId,
  items: z
    .array(z.strictObject({ token: runToken.optional(), input }))
    .min(1)
    .max(1000),
})

/** What the runs list can be narrowed to. */
export const runFilters = z.object({
  runnerId: z.string().max(40).optional(),
  pipeline: z.string().max(200).optional(),
  class: z.enum(runnerClasses).optional(),
  environment: z.string().max(80).optional(),
  status: z.enum(runStatuses).optional(),
  cause: z.enum(runCauses).optional(),
  origin: z.enum(runOrigins).optional(),
  token: z.string().max(200).optional(),
  correlationId: z.string().max(200).optional(),
  /** Asked for in this time up to now. */
  since: z.enum(runsSince).optional(),
  /** Asked for at this instant or later. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Asked for before this instant. */
  to: z.iso.datetime({ offset: true }).optional(),
})
export type RunFilters = z.output<typeof runFilters>

/** Ten years. */
const MOST_DAYS_KEPT = 3650

/** How many days a class keeps what its runs were given and answered. */
export const runRetentionInput = z.strictObject({
  class: z.enum(runnerClasses),
  days: z.int().min(1, 'What a run was given and answered is kept a day at least.').max(MOST_DAYS_KEPT),
})
export type RunRetentionInput = z.output<typeof runRetentionInput>
