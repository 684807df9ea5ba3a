import { BurnDownChart } from '#components/charts/burn-down-chart.tsx'
import { Card } from '#components/ui/card.tsx'
import type { LimitStanding } from '#lib/usage/read-limits.ts'
import { sayOf, sayProjection, sayStanding, titleOf } from '#lib/usage/words.ts'
import { BurnTable } from './burn-table.tsx'

/** One limit of a month: how it stands in a sentence and a bar, its burn-down, and the figures in a table. */
export function LimitCard({ standing, days }: { standing: LimitStanding; days: number }) {
  const { limit, used, reserved, projection, burnDown, scope } = standing
  const title = titleOf(standing)
  const say = (value: number) => sayOf(standing, value)
  return (
    <Card className="min-w-0 p-4">
      <h3 className="font-semibold">
        {title} {limit === null ? null : <span className="font-normal text-ink-muted">set by the {scope}</span>}
      </h3>
      <p className="mb-3 text-ink-muted">
        {sayStanding(standing)} {sayProjection(standing)}
      </p>
      {limit === null ? null : (
        <>
          <LimitBar used={used} reserved={reserved} limit={limit} />
          <BurnDownChart
            label={`${title}, burnt down`}
            points={burnDown}
            days={days}
            limit={limit}
            expectedLeft={projection ? limit - projection.expected : null}
            say={say}
          />
          <BurnTable label={`${title} by day`} points={burnDown} say={say} />
        </>
      )}
    </Card>
  )
}

/** Used, then set aside, of the whole; words beside it say the same. */
function LimitBar({ used, reserved, limit }: { used: number; reserved: number; limit: number }) {
  const share = (value: number) => `${Math.min(100, (value / Math.max(1, limit)) * 100)}%`
  return (
    <div aria-hidden className="mb-3 flex h-2 overflow-hidden rounded-sm bg-hover">
      <div className={used >= limit ? 'bg-bad' : 'bg-accent'} style={{ width: share(used) }} />
      <div className="bg-line-strong" style={{ width: share(reserved) }} />
    </div>
  )
}
