/** What holds runs back or lets them begin by themselves. */
export type TriggerFacts = {
  'trigger.skipped': {
    triggerId: string
    runner: string
    reason: 'excluded' | 'paused' | 'missed'
    /** The day or calendar, the pause, or the policy of what was missed. */
    because: string
    count: number
    firstAt: string
    lastAt: string
  }
  'runs.paused': { pauseId: string; scope: string; reason: string }
  'runs.resumed': {
    pauseId: string
    scope: string
    pausedAt: string
    /** Ticks of schedules that it held, as far as they were looked at by then. */
    skipped: number
    /** Runs that it kept waiting. */
    waiting: number
  }
  'calendar.saved': { calendar: string; days: readonly string[]; before?: readonly string[] | undefined }
  'calendar.removed': { calendar: string }
  'topic.created': { topicId: string; topic: string; environment: string }
  'topic.published': { topicId: string; topic: string; firstOffset: number; count: number; digest: string }
}
