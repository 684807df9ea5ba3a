type Found = { alertId: string; ruleId: string; rule: string; alertKind: string; value: number }

/** Rules that watch how runs go, what they found, and who wanted not to be told. */
export type AlertFacts = {
  'alert_rule.saved': {
    ruleId: string
    rule: string
    change: 'added' | 'changed'
    alertKind: string
    threshold: number
    windowMinutes: number
    active: boolean
  }
  'alert_rule.removed': { ruleId: string; rule: string; ended: number }
  'alert.opened': Found & { threshold: number; windowMinutes: number; sentence: string }
  'alert.resolved': Found & { lastedMs: number }
  'alert.silenced': {
    silenceId: string
    /** Left out: of any rule. */
    ruleId?: string | undefined
    rule?: string | undefined
    endsAt: string
    reason: string
  }
  'alert.silence_ended': { silenceId: string; reason: string }
}
