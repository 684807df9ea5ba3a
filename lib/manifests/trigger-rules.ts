import type { Report } from './cross-field-rules.ts'
import { scheduleFault } from './schedule.ts'

type Loose = Record<string, unknown>

/** What is wrong with one trigger beyond its single fields. */
export function checkTrigger(trigger: Loose, index: number, report: Report): void {
  const kinds = Object.keys(trigger).filter((key) => trigger[key] !== undefined)
  if (kinds.length !== 1) {
    const remedy = 'Write one of schedule, webhook, file_arrival, topic or upstream in each item of the list.'
    report(['triggers', index], `A trigger is of one kind; this one has ${kinds.length}.`, remedy)
  }
  const { prefix } = asRecord(trigger.file_arrival)
  if (typeof prefix === 'string' && /^runs(\/|$)/.test(prefix)) {
    const message = 'Below runs/ is what runs have written: a run would begin the next, without an end.'
    report(['triggers', index, 'file_arrival', 'prefix'], message, 'Name a folder of its own, such as incoming/.')
  }
  const schedule = asRecord(trigger.schedule)
  const { cron, timezone = 'UTC' } = schedule
  if (typeof cron !== 'string' || typeof timezone !== 'string') return
  // A schedule repeats for ever, so whether it fires does not depend on when it is asked; a fixed instant keeps this pure.
  const fault = scheduleFault({ cron, timezone }, new Date(Date.UTC(2026, 0, 1)))
  if (fault) report(['triggers', index, 'schedule', fault.field], fault.message, fault.remedy)
  checkScheduleWords(schedule, index, report)
}

function checkScheduleWords({ exclude, missed, catch_up }: Loose, index: number, report: Report): void {
  const at = (...path: string[]) => ['triggers', index, 'schedule', ...path]
  const { weekdays } = asRecord(exclude)
  if (Array.isArray(weekdays) && new Set(weekdays).size === 7) {
    report(at('exclude', 'weekdays'), 'Every day of the week is excluded.', 'Leave one that it may fire on.')
  }
  if (catch_up !== undefined && missed !== 'all') {
    report(at('catch_up'), 'catch_up limits what missed: all makes up for.', 'Write missed: all, or remove catch_up.')
  }
}

/** A pipeline that waits for itself would never end, once begun. */
export function checkUpstream(pipeline: unknown, triggers: readonly unknown[], report: Report): void {
  for (const [index, trigger] of triggers.entries()) {
    const upstream = asRecord(asRecord(trigger).upstream)
    if (upstream.pipeline === undefined || upstream.pipeline !== pipeline) continue
    const message = 'A pipeline cannot be upstream of itself: each success would begin the next run, without an end.'
    report(['triggers', index, 'upstream', 'pipeline'], message, 'Name the pipeline that this one follows.')
  }
}

function asRecord(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}
