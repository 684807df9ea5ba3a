import { Minimize2 } from 'lucide-react'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { classRules } from '#lib/manifests/classes.ts'
import { sayDuration } from '#lib/say-duration.ts'
import type { Oversized } from '#lib/usage/list-oversized.ts'

/** Runners that a smaller size would do for, those that would save most first. */
export function OversizedTable({ rows }: { rows: readonly Oversized[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Minimize2 />} title="No runner is larger than its runs need">
        After twenty measured runs a runner is held against the smaller sizes of its class.
      </EmptyState>
    )
  }
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Size</Column>
      <Column className="max-sm:hidden">Peak memory of what it has</Column>
      <Column end>Longest run</Column>
      <Column end>Compute now</Column>
      <Column end>Then</Column>
      <Column end>Saves a month</Column>
    </>
  )
  return (
    <Table label="Runners larger than needed" head={head}>
      {rows.map(({ suggestion, ...row }) => (
        <Row key={row.runnerId}>
          <Cell part="main" grow className="min-w-32">
            <RowLink href={`/catalog/${row.runnerId}`}>{row.name}</RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment} />
          </Cell>
          <Cell>
            {classRules[row.runnerClass].title} {row.size} → {suggestion.size}
            {row.offered ? '' : <span className="text-ink-muted"> (not offered here)</span>}
          </Cell>
          <Cell part="extra" className="min-w-48">
            <MemoryBar peak={row.peakMemoryMib} then={suggestion.memoryMib} of={row.memoryMib} />
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {sayDuration(row.longestMs)}
            <span className="text-ink-muted">, at worst {sayDuration(suggestion.longestAtWorstMs)}</span>
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {formatMicros(suggestion.now)}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {formatMicros(suggestion.after)}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            <span className="font-medium">{formatMicros(suggestion.saving)}</span>
            <span className="text-ink-muted">, at worst {formatMicros(suggestion.savingAtWorst)}</span>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** The peak in the memory there is, with a mark where the smaller size ends. */
function MemoryBar({ peak, then, of }: { peak: number; then: number; of: number }) {
  return (
    <div className="flex items-center gap-2">
      <div aria-hidden className="relative h-2 w-24 rounded-sm bg-hover">
        <div className="h-full min-w-0.5 rounded-sm bg-accent" style={{ width: `${(peak / of) * 100}%` }} />
        <div className="absolute -inset-y-0.5 w-px bg-ink" style={{ left: `${(then / of) * 100}%` }} />
      </div>
      <span className="text-sm tabular-nums">
        {peak} of {of} MiB
      </span>
    </div>
  )
}
