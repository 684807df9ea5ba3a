import { formatDelta, formatMicros } from '#lib/cost/money.ts'
import type { CostDelta, CostEstimate } from '#lib/cost/schema.ts'

type Props = { estimate: CostEstimate; delta?: (CostDelta & { liveVersion: number }) | undefined }

/** The monthly figure with its range, what a run costs, and the change against what runs now. */
export function CostSummary({ estimate, delta }: Props) {
  const { perMonth, perRun, range, runs } = estimate
  return (
    <div>
      <p>
        <span className="font-semibold text-figure tabular-nums tracking-tight">{formatMicros(perMonth)}</span>{' '}
        <span className="text-ink-muted">a month</span>
      </p>
      <p className="text-ink-muted tabular-nums">
        {range.low === range.high ? null : `${formatMicros(range.low)} to ${formatMicros(range.high)} · `}
        {perRun === null ? 'nothing is expected to run' : `${formatMicros(perRun)} a run`}
        {` · ${runs.total.toLocaleString('en-US')} runs`}
        {runs.scheduled && runs.events ? `, ${runs.scheduled.toLocaleString('en-US')} of them scheduled` : null}
      </p>
      {delta ? (
        <p className="tabular-nums">
          {delta.perMonth === 0 ? (
            `As much as version ${delta.liveVersion}, which runs now.`
          ) : (
            <>
              <span className="font-medium">{formatDelta(delta.perMonth)}</span> a month against version{' '}
              {delta.liveVersion}, which runs now.
            </>
          )}
        </p>
      ) : null}
    </div>
  )
}
