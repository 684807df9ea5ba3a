import { z } from 'zod'

export const triggerKinds = ['schedule', 'webhook', 'file_arrival', 'topic', 'upstream'] as const

/** What the list of triggers can be narrowed to. */
export const triggerFilters = z.object({
  kind: z.enum(triggerKinds).optional(),
  runnerId: z.string().max(80).optional(),
  environment: z.string().max(63).optional(),
})
export type TriggerFilters = z.output<typeof triggerFilters>

/** What the calendar shows: a week or five, from the week of a day on, by the clock of a zone. */
export const calendarSpan = z.object({
  span: z.enum(['week', 'month']).default('week').catch('week'),
  from: z.iso.date().optional().catch(undefined),
  zone: z.string().max(64).optional(),
  environment: z.string().max(63).optional(),
})
