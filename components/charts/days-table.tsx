import { ScrollBox } from '#components/ui/scroll-box.tsx'
import type { DayStack } from './stacked-days.tsx'

/** The figures of a chart of days, for those who do not see it and those who want them exactly. */
export function DaysTable({ days, groups, say, label }: DayStack & { label: string; say: (value: number) => string }) {
  return (
    <details className="mt-2">
      <summary className="w-fit cursor-pointer text-accent-text text-sm">Day by day as a table</summary>
      <ScrollBox label={label} className="mt-2 max-h-72">
        <table aria-label={label} className="w-full text-left text-sm tabular-nums">
          <thead className="sticky top-0 bg-surface">
            <tr className="border-b text-ink-muted">
              <th scope="col" className="px-3 py-1 font-medium">
                Day
              </th>
              {groups.map(({ key, name }) => (
                <th key={key} scope="col" className="whitespace-nowrap px-3 py-1 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day, at) => (
              <tr key={day} className="border-b last:border-b-0">
                <th scope="row" className="whitespace-nowrap px-3 py-0.5 font-normal">
                  {day}
                </th>
                {groups.map(({ key, values }) => (
                  <td key={key} className="whitespace-nowrap px-3 py-0.5 text-right">
                    {say(values[at] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  )
}
