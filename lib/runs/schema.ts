import { z } from 'zod'
import { runOrigins, runStatuses } from './run-words.ts'

/** Names an effect: the same token on the same runner never takes effect twice. */
export const runToken = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][\w.:/+-]*$/, 'must begin with a letter or digit; then letters, digits and . _ : / + -')

/** What a person or the API gives to start a run. Without a token one is made, so every such start is a new effect. */
export const startRunInput = z.strictObject({
  runnerId: z.string(),
  token: runToken.optional(),
  input: z.unknown().optional().describe('The event the function gets: any JSON up to 6 MiB'),
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
