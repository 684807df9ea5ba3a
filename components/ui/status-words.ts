import type { Tone } from './tone.ts'

export type StatusIcon =
  | 'check'
  | 'spinner'
  | 'clock'
  | 'hand'
  | 'cross'
  | 'ban'
  | 'slash'
  | 'hourglass'
  | 'waves'
  | 'dot'
  | 'swap'
  | 'snowflake'

type Words = { word: string; tone: Tone; icon: StatusIcon }

/** How each way of standing is said and drawn. What is not here is shown as its own words, without a colour. */
export const statusWords: Record<string, Words> = {
  succeeded: { word: 'Succeeded', tone: 'good', icon: 'check' },
  passed: { word: 'Passed', tone: 'good', icon: 'check' },
  allowed: { word: 'Allowed', tone: 'good', icon: 'check' },
  approved: { word: 'Approved', tone: 'good', icon: 'check' },
  active: { word: 'Active', tone: 'good', icon: 'check' },
  healthy: { word: 'Healthy', tone: 'good', icon: 'check' },
  verified: { word: 'Verified', tone: 'good', icon: 'check' },
  online: { word: 'Online', tone: 'good', icon: 'check' },
  preparing: { word: 'Preparing', tone: 'busy', icon: 'spinner' },
  untried: { word: 'No runs yet', tone: 'neutral', icon: 'dot' },
  failing: { word: 'Failing', tone: 'bad', icon: 'cross' },
  armed: { word: 'Armed', tone: 'good', icon: 'check' },
  paused: { word: 'Paused', tone: 'wait', icon: 'hand' },
  held: { word: 'Held', tone: 'wait', icon: 'hand' },
  in_force: { word: 'In force', tone: 'busy', icon: 'snowflake' },
  lost: { word: 'Lost', tone: 'wait', icon: 'hourglass' },
  began: { word: 'Began', tone: 'busy', icon: 'dot' },
  resolved: { word: 'Resolved', tone: 'neutral', icon: 'check' },
  coming: { word: 'Coming', tone: 'wait', icon: 'clock' },
  over: { word: 'Over', tone: 'neutral', icon: 'check' },
  lifted: { word: 'Lifted', tone: 'neutral', icon: 'slash' },
  unwell: { word: 'Unwell', tone: 'wait', icon: 'hand' },
  offline: { word: 'Offline', tone: 'neutral', icon: 'slash' },
  running: { word: 'Running', tone: 'busy', icon: 'spinner' },
  provisioning: { word: 'Provisioning', tone: 'busy', icon: 'spinner' },
  starting: { word: 'Starting', tone: 'busy', icon: 'spinner' },
  ready: { word: 'Ready', tone: 'good', icon: 'check' },
  draining: { word: 'Draining', tone: 'wait', icon: 'hourglass' },
  stopped: { word: 'Stopped', tone: 'neutral', icon: 'slash' },
  sending: { word: 'Sending', tone: 'busy', icon: 'spinner' },
  delivered: { word: 'Delivered', tone: 'good', icon: 'check' },
  retrying: { word: 'Retrying', tone: 'wait', icon: 'hourglass' },
  queued: { word: 'Queued', tone: 'neutral', icon: 'clock' },
  pending: { word: 'Pending', tone: 'neutral', icon: 'clock' },
  waiting: { word: 'Waiting', tone: 'wait', icon: 'hand' },
  waiting_approval: { word: 'Waiting for approval', tone: 'wait', icon: 'hand' },
  scheduled: { word: 'Scheduled', tone: 'wait', icon: 'clock' },
  voided: { word: 'Voided', tone: 'neutral', icon: 'swap' },
  executed: { word: 'Carried out', tone: 'good', icon: 'check' },
  open: { word: 'Open', tone: 'wait', icon: 'hand' },
  warning: { word: 'Warning', tone: 'wait', icon: 'hand' },
  in_triage: { word: 'In triage', tone: 'busy', icon: 'clock' },
  will_fix: { word: 'Will be fixed', tone: 'busy', icon: 'dot' },
  not_affected: { word: 'Not affected', tone: 'good', icon: 'check' },
  false_positive: { word: 'False positive', tone: 'neutral', icon: 'slash' },
  accepted: { word: 'Accepted', tone: 'adrift', icon: 'hourglass' },
  replayed: { word: 'Replayed', tone: 'good', icon: 'check' },
  canary: { word: 'Canary', tone: 'busy', icon: 'spinner' },
  finished: { word: 'Reconciled', tone: 'good', icon: 'check' },
  waived: { word: 'Waived', tone: 'adrift', icon: 'hourglass' },
  draft: { word: 'Draft', tone: 'neutral', icon: 'dot' },
  submitted: { word: 'With approvers', tone: 'wait', icon: 'hand' },
  activated: { word: 'Activated', tone: 'good', icon: 'check' },
  discarded: { word: 'Discarded', tone: 'neutral', icon: 'slash' },
  failed: { word: 'Failed', tone: 'bad', icon: 'cross' },
  smoke_failed: { word: 'Smoke test failed', tone: 'bad', icon: 'cross' },
  rejected: { word: 'Rejected', tone: 'refused', icon: 'ban' },
  denied: { word: 'Denied', tone: 'refused', icon: 'ban' },
  expired: { word: 'Expired', tone: 'neutral', icon: 'hourglass' },
  exception_ended: { word: 'Exception ended', tone: 'bad', icon: 'hourglass' },
  broken: { word: 'Broken', tone: 'bad', icon: 'hand' },
  requested: { word: 'Asked for', tone: 'wait', icon: 'hand' },
  upcoming: { word: 'Begins later', tone: 'busy', icon: 'clock' },
  drifted: { word: 'Drifted', tone: 'adrift', icon: 'waves' },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: 'slash' },
  destroyed: { word: 'Destroyed', tone: 'neutral', icon: 'slash' },
  withdrawn: { word: 'Withdrawn', tone: 'neutral', icon: 'slash' },
  revoked: { word: 'Revoked', tone: 'neutral', icon: 'slash' },
  retired: { word: 'Retired', tone: 'neutral', icon: 'swap' },
  disabled: { word: 'Disabled', tone: 'neutral', icon: 'slash' },
  superseded: { word: 'Superseded', tone: 'neutral', icon: 'swap' },
  api: { word: 'API', tone: 'neutral', icon: 'dot' },
  info: { word: 'Recorded', tone: 'neutral', icon: 'dot' },
}

/** The words for a status, known or not: `smoke_failed` → "Smoke test failed", `not_yet` → "Not yet". */
export function wordsOf(status: string): Words {
  const known = statusWords[status]
  if (known) return known
  const plain = status.replaceAll('_', ' ')
  return { word: plain.charAt(0).toUpperCase() + plain.slice(1), tone: 'neutral', icon: 'dot' }
}
