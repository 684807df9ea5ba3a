import { toString as cronWords } from 'cronstrue'
import type { Trigger } from '../db/generated/client.ts'
import { nextTimes } from '../manifests/schedule.ts'

const SHOWN = 3

export type TriggerView =
  | { kind: 'schedule'; id: string; cron: string; words: string; timezone: string; next: string[] }
  | { kind: 'webhook'; id: string; url: string }

/** A trigger as a page shows it: a schedule in words with its next times, a webhook with its address. Pure. */
export function triggerView(trigger: Trigger, portalUrl: string, now: Date): TriggerView {
  const { id, cron, timezone } = trigger
  if (!cron || !timezone) return { kind: 'webhook', id, url: new URL(`/api/v1/hooks/${id}`, portalUrl).href }
  const next = nextTimes({ cron, timezone }, now, SHOWN).map((at) => at.toISOString())
  return { kind: 'schedule', id, cron, timezone, next, words: cronWords(cron, { use24HourTimeFormat: true }) }
}
