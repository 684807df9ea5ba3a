import { z } from 'zod'
import { type LogClassName, logClasses } from './log-words.ts'

/** How many days a log is kept where nobody says otherwise. */
export const daysKept: Record<LogClassName, number> = {
  serverless: 30,
  container: 30,
  managed_etl: 90,
  dedicated_compute: 90,
  instance: 30,
  deployment: 365,
}

/** Ten years: longer than any log is asked for. */
const MOST_DAYS = 3650

/** How many days logs of a class are kept. */
export const retentionInput = z.strictObject({
  logClass: z.enum(logClasses),
  days: z.number().int().min(1, 'A log is kept a day at least.').max(MOST_DAYS),
})
export type RetentionInput = z.output<typeof retentionInput>

const word = z.string().trim().max(200)

/** A search of logs. Without a run, token or correlation it goes back in time from `until`. */
export const logSearch = z.object({
  /** Text that a line must hold, in any case. */
  text: word.default(''),
  run: word.optional(),
  token: word.optional(),
  correlation: word.optional(),
  runner: word.optional(),
  logClass: z.enum(logClasses).optional(),
  since: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
export type LogSearch = z.output<typeof logSearch>
