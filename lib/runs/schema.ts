import { z } from 'zod'

export const runStatuses = ['queued', 'running', 'succeeded', 'failed', 'denied', 'cancelled'] as const
export const runOrigins = ['manual', 'api', 'webhook', 'schedule', 'smoke_test'] as const

export type RunStatus = (typeof runStatuses)[number]
export type RunOrigin = (typeof runOrigins)[number]

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

/** Causes in the words people read. */
export const causeTitles = {
  user_error: 'The function failed',
  init_error: 'The function could not be loaded',
  timeout: 'Out of time',
  out_of_memory: 'Out of memory',
  exited: 'The process ended',
  throttled: 'Throttled',
  platform: 'The platform failed',
  denied: 'Denied by policy',
} as const
export type RunCause = keyof typeof causeTitles
