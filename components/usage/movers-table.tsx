import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { formatDelta, formatMicros } from '#lib/cost/money.ts'
import { sayDuration } from '#lib/say-duration.ts'
import type { Mover } from '#lib/usage/list-movers.ts'

/** What changed most from one week to the next, as bars from zero on one scale: before above, after below. */
export function MoversTable({ movers }: { movers: readonly Mover[] }) {
  // Where nothing has a price, the time tells.
  const priced = movers.some(({ costMicros }) => costMicros.before !== costMicros.after)
  const figures = movers.map((mover) => ({ ...mover, ...(priced ? mover.costMicros : mover.usedMs) }))
  const most = Math.max(...figures.flatMap(({ before, after }) => [before, after]), 1)
  const say = priced ? formatMicros : sayDuration
  const head = (
    <>
      <Column>Pipeline</Column>
      <Column className="max-sm:hidden">The week before, and now</Column>
      <Column end>Before</Column>
      <Column end>Now</Column>
      <Column end>Change</Column>
    </>
  )
  return (
    <Table label="What changed most" head={head}>
      {figures.map(({ key, name, before, after }) => (
        <Row key={key}>
          <Cell part="main">{name}</Cell>
          <Cell part="extra" aria-hidden className="w-full min-w-40">
            <Bar share={before / most} look="bg-line-strong" />
            <Bar share={after / most} look="bg-accent" />
          </Cell>
          <Cell end className="text-ink-muted tabular-nums">
            {say(before)}
          </Cell>
          <Cell end className="tabular-nums">
            {say(after)}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {priced
              ? formatDelta(after - before)
              : `${after < before ? '−' : '+'}${sayDuration(Math.abs(after - before))}`}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function Bar({ share, look }: { share: number; look: string }) {
  return <div className={`mb-0.5 h-1.5 min-w-px rounded-xs ${look}`} style={{ width: `${share * 100}%` }} />
}
