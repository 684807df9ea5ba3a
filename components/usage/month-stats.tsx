import { Stat } from '#components/ui/stat.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import type { LimitStanding } from '#lib/usage/read-limits.ts'
import { runsOf, type UsageFigures } from '#lib/usage/schema.ts'
import { sayHours } from '#lib/usage/words.ts'

/** A month in four figures: money against its budget, where it is heading, time, runs. */
export function MonthStats({ budget, total }: { budget: LimitStanding | undefined; total: UsageFigures }) {
  return (
    <div className="mb-6 grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {budget ? <Stat label="Cost of runs" value={formatMicros(budget.used)} note={againstBudget(budget)} /> : null}
      {budget?.projection ? (
        <Stat
          label="By the end of the month"
          value={formatMicros(budget.projection.expected)}
          note={headingWords(budget.projection)}
        />
      ) : null}
      <Stat
        label="Runtime"
        value={sayHours(total.usedMs)}
        note={`in ${total.attempts.toLocaleString('en-US')} attempts`}
      />
      <Stat
        label="Runs ended"
        value={runsOf(total).toLocaleString('en-US')}
        note={`${total.failed.toLocaleString('en-US')} failed, ${total.denied.toLocaleString('en-US')} denied`}
      />
    </div>
  )
}

function againstBudget({ limit, left, reserved }: LimitStanding): string {
  if (limit === null || left === null) return 'No budget is set'
  const aside = reserved > 0 ? `, ${formatMicros(reserved)} set aside` : ''
  return `of a budget of ${formatMicros(limit)}${aside}; ${left > 0 ? `${formatMicros(left)} left` : 'nothing left'}`
}

function headingWords({ low, high, basis, reachesAt }: NonNullable<LimitStanding['projection']>): string {
  const range = `${formatMicros(low)} to ${formatMicros(high)}, by the last ${basis === 1 ? 'full day' : `${basis} full days`}`
  return reachesAt ? `${range}; the budget is reached on ${reachesAt.slice(0, 10)}` : range
}
