import { DaysTable } from '#components/charts/days-table.tsx'
import { StackedDays } from '#components/charts/stacked-days.tsx'
import { measureOf, type UsageFigures, type UsageMeasure } from '#lib/usage/schema.ts'
import type { DailyUsage } from '#lib/usage/stack-days.ts'
import { measureWords, sayMeasure } from '#lib/usage/words.ts'

type Props = {
  daily: DailyUsage
  total: UsageFigures
  /** Left out: money, or the time where nothing has a price. */
  measure?: UsageMeasure | undefined
}

/** Days stacked by what used them, with the figures beneath. */
export function StackedUsage({ daily, total, measure = total.costMicros > 0 ? 'cost' : 'time' }: Props) {
  const groups = daily.groups.map(({ key, name, byDay }) => ({
    key,
    name,
    values: byDay.map((figures) => measureOf(figures, measure)),
  }))
  const say = (value: number) => sayMeasure(measure, value)
  const label = `${measureWords[measure]} by day`
  return (
    <>
      <StackedDays label={label} days={daily.days} groups={groups} say={say} />
      <DaysTable label={`${label}, as a table`} days={daily.days} groups={groups} say={say} />
    </>
  )
}
