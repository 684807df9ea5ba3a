import { toString as cronWords } from 'cronstrue'
import type { Exclusions } from '../manifests/trigger-words.ts'

type Said = {
  kind: string
  cron: string | null
  timezone: string | null
  prefix: string | null
  topicName: string | null
  pipeline: string | null
}

/** A trigger in words: "At 06:00 (Europe/Madrid)", "Files below incoming/", "After orders/ingest". Pure. */
export function sayTrigger({ kind, cron, timezone, prefix, topicName, pipeline }: Said): string {
  if (cron) return `${cronWords(cron, { use24HourTimeFormat: true })} (${timezone ?? 'UTC'})`
  if (kind === 'file_arrival') return `Files below ${prefix}`
  if (kind === 'topic') return `Messages of the topic ${topicName}`
  if (kind === 'upstream') return `After ${pipeline} has succeeded`
  return 'Webhook'
}

export const kindTitles = {
  schedule: 'Schedule',
  webhook: 'Webhook',
  file_arrival: 'File arrival',
  topic: 'Topic',
  upstream: 'Upstream',
} as const

/** What a schedule excludes, in words, or undefined for nothing. Pure. */
export function sayExclusions(exclude: Exclusions | null): string | undefined {
  if (!exclude) return undefined
  const { weekdays, dates, calendars } = exclude
  const parts = [
    ...(weekdays.length ? [weekdays.join(', ')] : []),
    ...dates.map((span) => span.replace('/', ' to ')),
    ...calendars.map((name) => `calendar ${name}`),
  ]
  return parts.length ? parts.join('; ') : undefined
}

/** What becomes of missed ticks, in words. Pure. */
export function sayMissed(missed: string, catchUp: number): string {
  if (missed === 'skip') return 'They are let go.'
  return missed === 'all' ? `Each is made up for, the newest ${catchUp} at most.` : 'One run makes up for all of them.'
}

/** Why a tick became no run, in words. Pure. */
export function saySkip(reason: 'excluded' | 'paused' | 'missed', because: string): string {
  if (reason === 'excluded') return `Excluded: ${because}`
  return reason === 'paused' ? 'Paused' : 'Nobody looked in time'
}
