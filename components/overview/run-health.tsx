import { HeatStrip } from '#components/charts/heat-strip.tsx'
import { Card } from '#components/ui/card.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { runCell } from '#lib/catalog/run-cell.ts'
import { sayHealth } from './say-health.ts'

export type HealthRun = { id: string; status: string; durationMs: number | null; createdAt: Date }

/** The newest runs as a strip, oldest first, with one sentence that counts them. `runs` come newest first. */
export function RunHealth({ runs }: { runs: readonly HealthRun[] }) {
  if (runs.length === 0) {
    return (
      <p className="rounded-lg border bg-surface px-4 py-3 text-ink-muted">No run yet. Open a runner to start one.</p>
    )
  }
  const said = sayHealth(runs)
  return (
    <Card>
      <p className="mb-3">
        {said.sentence}{' '}
        <TextLink href={said.href} className="whitespace-nowrap">
          {said.link}
        </TextLink>
      </p>
      <HeatStrip label="The newest runs, oldest first" cells={runs.map(runCell).reverse()} />
    </Card>
  )
}
