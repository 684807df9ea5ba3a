import { Stat } from '#components/ui/stat.tsx'
import { formatMicros } from '#lib/cost/money.ts'

type Limit = { used: number; of: number }

/** Quota and budget beside what is used of them. */
export function LimitStats({
  limits,
}: {
  limits: { runners: Limit; concurrency: Limit; budget: { used: number; of: number | null } }
}) {
  const { runners, concurrency, budget } = limits
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Stat label="Runners" value={`${runners.used} of ${runners.of}`} note={left(runners)} />
      <Stat label="Runs at once" value={`${concurrency.used} of ${concurrency.of}`} note={left(concurrency)} />
      <Stat
        label="Estimated a month"
        value={formatMicros(budget.used)}
        note={budget.of === null ? 'No budget is set' : `of a budget of ${formatMicros(budget.of)}`}
      />
    </div>
  )
}

const left = ({ used, of }: Limit) => (used < of ? `${of - used} left` : 'None left')
