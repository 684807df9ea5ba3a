import { z } from 'zod'
import { runnerClasses } from '../manifests/classes.ts'

/** What use is broken down by. */
export const usageGroups = ['class', 'pipeline', 'runner', 'size', 'environment', 'day'] as const
export type UsageGroup = (typeof usageGroups)[number]

/** What is counted: money, time, or runs. */
export const usageMeasures = ['cost', 'time', 'runs'] as const
export type UsageMeasure = (typeof usageMeasures)[number]

export const monthName = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'A month is given as 2026-11.')

export const usageFilters = z.object({
  environment: z.string().max(63).optional(),
  class: z.enum(runnerClasses).optional(),
  pipeline: z.string().max(200).optional(),
  runnerId: z
    .string()
    .regex(/^run_[0-9A-Z]{26}$/)
    .optional(),
})
export type UsageFilters = {
  environment?: string | undefined
  class?: (typeof runnerClasses)[number] | undefined
  pipeline?: string | undefined
  runnerId?: string | undefined
}

export const usageQuery = usageFilters.extend({
  month: monthName.optional().describe('As 2026-11; this month when left out. Days and months are UTC.'),
  by: z.enum(usageGroups).default('class'),
})

export const monthQuery = z.object({ month: usageQuery.shape.month })

export const moversQuery = z.object({ by: z.enum(['pipeline', 'runner']).default('pipeline') })

export const exportedKinds = ['days', 'runs'] as const
export type ExportedKind = (typeof exportedKinds)[number]
export const exportQuery = usageFilters.extend({
  month: usageQuery.shape.month,
  of: z.enum(exportedKinds).default('days').describe('A line a day of each runner, or a line a run'),
})

/** Figures of a group over a span. Time in milliseconds, money in micro-dollars. */
export type UsageFigures = {
  succeeded: number
  failed: number
  denied: number
  cancelled: number
  attempts: number
  usedMs: number
  costMicros: number
  /** Of the attempts that were measured. */
  peakMemoryMib: number
}
export type UsageRow = UsageFigures & { key: string; name: string }

/** Runs that ended, however they did. Pure. */
export const runsOf = ({ succeeded, failed, denied, cancelled }: UsageFigures) =>
  succeeded + failed + denied + cancelled

/** What a measure says of figures. Pure. */
export function measureOf(figures: UsageFigures, measure: UsageMeasure): number {
  return measure === 'cost' ? figures.costMicros : measure === 'time' ? figures.usedMs : runsOf(figures)
}

const searched = z.object({
  month: monthName.optional().catch(undefined),
  by: z.enum(['class', 'pipeline', 'runner', 'size', 'environment']).optional().catch(undefined),
  measure: z.enum(usageMeasures).optional().catch(undefined),
  environment: z.string().max(63).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
})

/** What an address asks of the pages of cost; what it does not know is left out. Pure. */
export const readUsageSearch = (asked: Record<string, string | undefined>) => searched.parse(asked)
