import Link from 'next/link'
import { HeatStrip } from '#components/charts/heat-strip.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { runCell } from '#lib/catalog/run-cell.ts'
import type { RunStrip } from '#lib/runs/run-strips.ts'

type Props = { strips: readonly RunStrip[]; runners: ReadonlyMap<string, { name: string; environment: string }> }

/** How the runners of a list went lately, a line each, one cell a run. */
export function RunStrips({ strips, runners }: Props) {
  return (
    <ul aria-label="How these runners went lately" className="mb-4 rounded-lg border bg-surface">
      {strips.map(({ runnerId, cells }) => {
        const runner = runners.get(runnerId)
        return runner && cells.length ? (
          <li
            key={runnerId}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-3 py-1.5 last:border-b-0"
          >
            <span className="flex w-60 min-w-0 items-center gap-2">
              <EnvironmentMark name={runner.environment} />
              <Link
                href={`/runs?runnerId=${runnerId}`}
                // Not the name alone: rows below are called that.
                aria-label={`Runs of ${runner.name}`}
                className="min-w-0 truncate hover:underline"
              >
                {runner.name}
              </Link>
            </span>
            <div className="min-w-0 overflow-hidden">
              <HeatStrip
                label={`${runner.name}, its last ${cells.length} runs, oldest first`}
                cells={cells.map(runCell)}
              />
            </div>
          </li>
        ) : null
      })}
    </ul>
  )
}
