// Apart from schema.ts, so that pages which only name runs do not carry the whole validator.

export const runStatuses = ['queued', 'running', 'retrying', 'succeeded', 'failed', 'denied', 'cancelled'] as const
export const runOrigins = [
  'manual',
  'api',
  'webhook',
  'schedule',
  'file_arrival',
  'topic',
  'upstream',
  'replay',
  'smoke_test',
] as const

/** Stretches of time up to now, as a saved view keeps them. */
export const runsSince = ['1h', '24h', '7d', '30d'] as const

export type RunStatus = (typeof runStatuses)[number]
export type RunOrigin = (typeof runOrigins)[number]

/** Causes in the words people read. */
export const causeTitles = {
  user_error: 'The code failed',
  init_error: 'The code could not be loaded',
  timeout: 'Out of time',
  out_of_memory: 'Out of memory',
  exited: 'The process ended',
  throttled: 'Throttled',
  target: 'Where it ran failed',
  platform: 'The platform failed',
  denied: 'Denied by policy',
} as const
export type RunCause = keyof typeof causeTitles
export const runCauses = Object.keys(causeTitles) as [RunCause, ...RunCause[]]
