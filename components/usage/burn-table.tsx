import type { Burnt } from '#components/charts/burn-down-chart.tsx'
import { DaysTable } from '#components/charts/days-table.tsx'

/** What was used and left each day, under its chart. */
export function BurnTable({
  points,
  label,
  say,
}: {
  points: readonly Burnt[]
  label: string
  say: (value: number) => string
}) {
  const column = (key: 'used' | 'left' | 'even', name: string) => ({
    key,
    name,
    values: points.map((point) => point[key]),
  })
  return (
    <DaysTable
      label={label}
      days={points.map(({ day }) => day)}
      groups={[column('used', 'Used'), column('left', 'Left at its end'), column('even', 'Left at an even pace')]}
      say={say}
    />
  )
}
