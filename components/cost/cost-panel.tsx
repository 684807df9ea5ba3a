import type { ClassComparison, CostDelta, CostEstimate } from '#lib/cost/schema.ts'
import { ClassChart } from './class-chart.tsx'
import { CostBars } from './cost-bars.tsx'
import { CostDetails } from './cost-details.tsx'
import { CostSummary } from './cost-summary.tsx'

type Props = {
  estimate: CostEstimate
  delta?: (CostDelta & { liveVersion: number }) | undefined
  comparison?: readonly ClassComparison[] | undefined
}

/** All of an estimate: figure, bars, comparison, and the details behind a fold. */
export function CostPanel({ estimate, delta, comparison }: Props) {
  return (
    <div className="space-y-4">
      <CostSummary estimate={estimate} delta={delta} />
      <CostBars lines={estimate.lines} />
      {comparison?.length ? (
        <div>
          <h3 className="mb-1 font-medium">The same workload on other classes</h3>
          <ClassChart comparison={comparison} />
        </div>
      ) : null}
      <details>
        <summary className="cursor-pointer text-accent-text">How this figure came about</summary>
        <div className="mt-2">
          <CostDetails estimate={estimate} />
        </div>
      </details>
    </div>
  )
}
