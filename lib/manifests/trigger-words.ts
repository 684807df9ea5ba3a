import { z } from 'zod'
import { dnsLabel, pipelineName, text } from './field-formats.ts'

export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const missedPolicies = ['once', 'skip', 'all'] as const
export type MissedPolicy = (typeof missedPolicies)[number]

/** Ticks that are caught up at most, unless the manifest says more. */
export const CATCH_UP = 100

/** A day such as 2026-12-25, or the first and last day of some, as in 2026-12-24/2027-01-06. */
export const dateSpan = z.string().refine(isDateSpan, {
  message: 'must be a date such as 2026-12-25, or two with a slash: 2026-12-24/2027-01-06',
})

function isDateSpan(value: string): boolean {
  const dates = value.split('/')
  const [first = '', last = first] = dates
  return dates.length <= 2 && [first, last].every((date) => z.iso.date().safeParse(date).success) && first <= last
}

/** The name of a calendar that the tenant keeps. */
export const calendarName = dnsLabel

/** The name of a topic. */
export const topicName = z
  .string()
  .max(100)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be the name of a topic: lower-case letters, digits and . _ -')

/** Where files arrive, below the storage of the environment. */
export const filePrefix = z
  .string()
  .max(400)
  .regex(/^(?![/.])(?!.*(?:^|\/)\.)[^\\\p{Cc}]+$/u, 'must lead into the storage: relative, no part begins with a dot')

const exclusions = {
  weekdays: z.array(z.enum(weekdayNames)).max(7),
  dates: z.array(dateSpan).max(366),
  calendars: z.array(calendarName).max(10),
}

const scheduleWords = z.strictObject({
  cron: text(200),
  timezone: text(64).optional(),
  exclude: z.strictObject(exclusions).partial().optional(),
  missed: z.enum(missedPolicies).optional(),
  catch_up: z.int().min(1).max(1000).optional(),
})

/** One item of `triggers` as people write it. */
export const triggerPart = z.strictObject({
  schedule: scheduleWords.optional(),
  webhook: z.strictObject({}).nullable().optional(),
  file_arrival: z.strictObject({ prefix: filePrefix }).optional(),
  topic: z.strictObject({ name: topicName }).optional(),
  upstream: z.strictObject({ pipeline: pipelineName }).optional(),
})

/** Days on which a schedule does not fire, as the manifest says. */
export type Exclusions = z.output<typeof normalisedExclusions>
const normalisedExclusions = z.strictObject({
  weekdays: exclusions.weekdays.default([]),
  dates: z.array(z.string()).default([]),
  calendars: z.array(z.string()).default([]),
})

/** One trigger with its defaults; versions that were kept before a word existed get that word's default here. */
export const normalisedTrigger = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('schedule'),
    cron: z.string(),
    timezone: z.string(),
    exclude: normalisedExclusions.default({ weekdays: [], dates: [], calendars: [] }),
    missed: z.enum(missedPolicies).default('once'),
    catch_up: z.int().default(CATCH_UP),
  }),
  z.strictObject({ kind: z.literal('webhook') }),
  z.strictObject({ kind: z.literal('file_arrival'), prefix: z.string() }),
  z.strictObject({ kind: z.literal('topic'), name: z.string() }),
  z.strictObject({ kind: z.literal('upstream'), pipeline: z.string() }),
])
