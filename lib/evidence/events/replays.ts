/** A replay by what approval was bound to. */
type ReplayName = { replayId: string; items: number; listDigest: string }

/** Failures that people addressed, and replays. */
export type ReplayFacts = {
  'dead_letter.payload_read': { deadLetterId: string; runner: string; token: string }
  'dead_letter.resolved': { as: 'waived' | 'superseded'; reason: string; deadLetters: readonly string[] }
  'dead_letter.reopened': { reason: string; deadLetters: readonly string[] }
  'replay.requested': ReplayName & {
    reason: string
    mass: boolean
    ratePerSecond: number
    canarySize: number
    canaryPass: number
    approvalId?: string | undefined
    /** Of the rehearsal: how many would run, and what that is expected to cost in micro-dollars. */
    wouldRun: number
    expectedCostMicros: number
  }
  'replay.started': ReplayName
  'replay.paused': ReplayName & { reason: string }
  'replay.resumed': ReplayName & { reason?: string | undefined }
  'replay.stopped': ReplayName & { reason: string; notStarted: number }
  'replay.closed': ReplayName & { how: 'rejected' | 'expired' | 'withdrawn' | 'voided'; reason?: string | undefined }
  'replay.finished': ReplayName & {
    /** Tokens by what became of them; they add up to `items`. */
    outcomes: Record<string, number>
    reportDigest: string
  }
  'replay.threshold_changed': { everyTenant: boolean; before: number; after: number }
}
