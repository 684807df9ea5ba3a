import { formatMicros } from '../cost/money.ts'
import { classRules } from '../manifests/classes.ts'
import { sayDuration } from '../say-duration.ts'
import type { LimitStanding } from './read-limits.ts'
import type { UsageGroup, UsageMeasure } from './schema.ts'

export const measureWords: Record<UsageMeasure, string> = { cost: 'Cost', time: 'Runtime', runs: 'Runs' }
export const groupTitles: Record<UsageGroup, string> = {
  class: 'Class',
  pipeline: 'Pipeline',
  runner: 'Runner',
  size: 'Size',
  environment: 'Environment',
  day: 'Day',
}
/** What days are stacked by, beside the class. */
export const groupWords: Partial<Record<UsageGroup, string>> = {
  pipeline: 'By pipeline',
  runner: 'By runner',
  size: 'By size',
  environment: 'By environment',
}

type Limited = Pick<LimitStanding, 'kind' | 'environment' | 'class'>

/** What a limit is on: `Budget`, `Budget of prod`, `Hours of Container`. Pure. */
export function titleOf({ kind, environment, class: name }: Limited): string {
  if (kind === 'hours') return name ? `Hours of ${classRules[name].title}` : 'Hours'
  return environment ? `Budget of ${environment}` : 'Budget'
}

/** A figure in the unit of its limit. Pure. */
export const sayOf = ({ kind }: Pick<Limited, 'kind'>, value: number): string =>
  kind === 'budget' ? formatMicros(value) : sayHours(value)

/** Milliseconds as hours, with what matters of them: `0.4 h`, `12.5 h`, `1,240 h`. Pure. */
export function sayHours(ms: number): string {
  const hours = ms / 3_600_000
  const digits = Math.abs(hours) < 1 ? 2 : Math.abs(hours) < 100 ? 1 : 0
  return `${hours.toLocaleString('en-US', { maximumFractionDigits: digits })} h`
}

/** How a limit stands, with what it is on, in one sentence. Pure. */
export function sayLimit(standing: Parameters<typeof sayStanding>[0]): string {
  return `${titleOf(standing)}: ${sayStanding(standing)}`
}

/** How a limit stands: used, set aside, left. Pure. */
export function sayStanding(standing: Limited & Pick<LimitStanding, 'limit' | 'used' | 'reserved' | 'left'>): string {
  const { limit, used, reserved, left } = standing
  const say = (value: number) => sayOf(standing, value)
  const aside = reserved > 0 ? `, ${say(reserved)} set aside for runs under way` : ''
  if (limit === null || left === null) return `${say(used)} used${aside}, without a limit.`
  const rest = left > 0 ? `${say(left)} left` : 'nothing left'
  return `${say(used)} of ${say(limit)} used${aside}; ${rest}.`
}

/** Where the month is heading, in one sentence; nothing when it is too early to say, or over. Pure. */
export function sayProjection(standing: Limited & Pick<LimitStanding, 'projection' | 'limit'>): string {
  const { projection, limit } = standing
  if (!projection) return ''
  const expected = `At this pace ${sayOf(standing, projection.expected)} by the end of the month`
  if (!projection.reachesAt || limit === null) return `${expected}.`
  return `${expected}; the limit is reached on ${projection.reachesAt.slice(0, 10)}.`
}

/** How far off an estimate was: `12 % more`, `3 % less`, `as estimated`. Pure. */
export function sayError(error: number | null): string {
  if (error === null) return 'too early to say'
  const percent = Math.round(Math.abs(error) * 100)
  if (percent === 0) return 'as estimated'
  if (error > 2) return `${(error + 1).toLocaleString('en-US', { maximumFractionDigits: 1 })} times as much`
  return `${percent} % ${error > 0 ? 'more' : 'less'}`
}

/** Money that may not be known. Pure. */
export const sayShort = (micros: number | null | undefined): string =>
  micros === null || micros === undefined ? '–' : formatMicros(micros)

/** A figure of a measure. Pure. */
export function sayMeasure(measure: UsageMeasure, value: number): string {
  if (measure === 'cost') return formatMicros(value)
  return measure === 'time' ? sayDuration(value) : value.toLocaleString('en-US')
}

/** A month as people read it: `November 2026`. Pure. */
export function sayMonth(name: string): string {
  return new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${name}-01T00:00:00Z`),
  )
}
