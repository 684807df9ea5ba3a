import { DaysTable } from '#components/charts/days-table.tsx'
import { StackedDays } from '#components/charts/stacked-days.tsx'
import { measureOf, type UsageMeasure } from '#lib/usage/schema.ts'
import type { DailyUsage } from '#lib/usage/stack-days.ts'
import { measureWords, sayMeasure } from '#lib/usage/words.ts'

/** Days stacked by what used them, with the figures beneath. */
export function StackedUsage({ daily, measure }: { daily: DailyUsage; measure: UsageMeasure }) {
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
