import { z } from 'zod'
import { lettersNamed } from '../dead-letters/schema.ts'

export const replayStatuses = [
  'waiting_approval',
  'ready',
  'canary',
  'running',
  'paused',
  'stopped',
  'finished',
  'rejected',
  'expired',
  'withdrawn',
  'voided',
] as const
export type ReplayStatusName = (typeof replayStatuses)[number]

/** What can become of a token; the order is the one in which people read it. */
export const replayOutcomes = [
  'succeeded',
  'failed',
  'denied',
  'cancelled',
  'already_done',
  'in_flight',
  'settled',
  'payload_expired',
  'runner_gone',
  'refused',
  'not_started',
  'started',
  'waiting',
] as const
export type ReplayOutcome = (typeof replayOutcomes)[number]

/** Outcomes in the words people read. */
export const outcomeWords: Record<ReplayOutcome, string> = {
  succeeded: 'Succeeded',
  failed: 'Failed again',
  denied: 'Denied by policy',
  cancelled: 'Cancelled',
  already_done: 'Done already by another run',
  in_flight: 'Another run holds the token',
  settled: 'Settled by other means',
  payload_expired: 'Payload no longer kept',
  runner_gone: 'Runner takes no work',
  refused: 'Could not be asked for',
  not_started: 'Not begun',
  started: 'Under way',
  waiting: 'Waiting',
}

/** The most tokens one replay takes on. */
export const MAX_ITEMS = 50_000
export const MAX_RATE = 500
const usual = { rate: 10, canaryPercent: 1, canaryPass: 90 }

/** What would be replayed, to be told what would come of it. */
export const rehearseInput = z.strictObject({
  letters: lettersNamed,
  ratePerSecond: z.int().min(1).max(MAX_RATE).default(usual.rate),
})
export type RehearseInput = z.input<typeof rehearseInput>

const reason = z.string().trim().min(3, 'Say why, so that somebody else can judge it later.').max(2000)

/** What a replay is asked for with. */
export const requestReplayInput = rehearseInput.extend({
  reason,
  canaryPercent: z.int().min(0).max(100).default(usual.canaryPercent).describe('Begun first and looked at; at least 1'),
  canaryPass: z
    .int()
    .min(0)
    .max(100)
    .default(usual.canaryPass)
    .describe('Percentage of the canary that must succeed for the rest to follow by itself'),
})
export type RequestReplay = z.input<typeof requestReplayInput>

export const pauseReplayInput = z.strictObject({ id: z.string().max(40), reason })
export const resumeReplayInput = z.strictObject({ id: z.string().max(40) })
export const stopReplayInput = z.strictObject({ id: z.string().max(40), reason })

export const replayFilters = z.object({ status: z.enum(replayStatuses).optional() })
export const itemFilters = z.object({ outcome: z.enum(replayOutcomes).optional() })

/** Tokens that one request may replay without anybody being asked, unless the platform or the tenant says otherwise. */
export const USUAL_THRESHOLD = 25
export const thresholdInput = z.strictObject({
  most: z.int().min(0).max(MAX_ITEMS).describe('Tokens in one replay; more ask for approval'),
  everyTenant: z.boolean().default(false).describe('The platform’s, which no tenant’s exceeds'),
})
