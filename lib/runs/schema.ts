import { z } from 'zod'
import { runOrigins, runStatuses } from './run-words.ts'

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
  runnerId: z.string().optional(),
  status: z.enum(runStatuses).optional(),
  origin: z.enum(runOrigins).optional(),
  environment: z.string().optional(),
  token: z.string().max(200).optional(),
})
export type RunFilters = z.output<typeof runFilters>
