import type { Trigger } from '../db/generated/client.ts'
import { nextTimes } from '../manifests/schedule.ts'
import { sayTrigger } from '../triggers/say-trigger.ts'

const SHOWN = 3

export type TriggerView = {
  id: string
  words: string
  heldBack: string | null
} & (
  | { kind: 'schedule'; cron: string; next: string[] }
  | { kind: 'webhook'; url: string }
  | { kind: 'file_arrival' | 'topic' | 'upstream' }
)

/** A trigger as a page shows it: a schedule in words with its next times, a webhook with its address. Pure. */
export function triggerView(trigger: Omit<Trigger, 'nextOffset'>, portalUrl: string, now: Date): TriggerView {
  const { id, kind, cron, timezone, heldBack } = trigger
  const said = { id, heldBack, words: sayTrigger(trigger) }
  if (kind === 'webhook') return { ...said, kind, url: new URL(`/api/v1/hooks/${id}`, portalUrl).href }
  if (kind !== 'schedule' || !cron || !timezone) return { ...said, kind: kind as 'topic' }
  return { ...said, kind, cron, next: nextTimes({ cron, timezone }, now, SHOWN).map((at) => at.toISOString()) }
}
