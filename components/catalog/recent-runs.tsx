import { HeatStrip } from '#components/charts/heat-strip.tsx'
import { type RunRow, RunsTable } from '#components/runs/runs-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { Section } from '#components/ui/section.tsx'
import { runCell } from '#lib/catalog/run-cell.ts'

type Props = {
  runnerId: string
  /** The newest runs, oldest first, of which the strip shows how they went. */
  strip: readonly Parameters<typeof runCell>[0][]
  /** The newest few, newest first. */
  runs: readonly RunRow[]
}

/** How a runner's runs went lately: a strip of many, a table of the newest, and the way to all. */
export function RecentRuns({ runnerId, strip, runs }: Props) {
  const all = <ButtonLink href={`/runs?runnerId=${runnerId}`}>All runs</ButtonLink>
  return (
    <Section title="Recent runs" actions={runs.length ? all : undefined}>
      {runs.length ? (
        <div className="space-y-3">
          <HeatStrip label={`The last ${strip.length} runs, oldest first`} cells={strip.map(runCell)} />
          <RunsTable rows={runs} ofOneRunner />
        </div>
      ) : (
        <p className="text-ink-muted">Nothing has run yet.</p>
      )}
    </Section>
  )
}
