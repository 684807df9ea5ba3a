import { Coins } from 'lucide-react'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { sayClass } from '#lib/manifests/classes.ts'
import { sayDuration } from '#lib/say-duration.ts'
import type { ComparedRunner } from '#lib/usage/compared-runners.ts'
import { sayError } from '#lib/usage/words.ts'

/** What each runner was estimated to cost a month, and what its use comes to. */
export function EstimatesTable({ rows }: { rows: readonly ComparedRunner[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Coins />}
        title="No runner yet"
        actions={<ButtonLink href="/manifests">Open a manifest</ButtonLink>}
      >
        Every deployed runner is listed here with its estimate, beside what its runs come to.
      </EmptyState>
    )
  }
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Class and size</Column>
      <Column end>Estimated a month</Column>
      <Column end>Of that by use</Column>
      <Column end>Off by</Column>
      <Column end>Runs</Column>
      <Column end>A run takes</Column>
      <Column end>Booked</Column>
    </>
  )
  return (
    <Table label="Estimated and measured by runner" head={head}>
      {rows.map(({ estimate, measured, ...row }) => (
        <Row key={row.runnerId}>
          <Cell part="main" grow className="min-w-32">
            <RowLink href={`/catalog/${row.runnerId}`}>{row.name}</RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment} />
          </Cell>
          <Cell part="extra">{sayClass(row)}</Cell>
          <Cell
            end
            label="Estimated"
            className="tabular-nums"
            title={estimate ? `${formatMicros(estimate.low)} to ${formatMicros(estimate.high)}` : undefined}
          >
            {estimate ? formatMicros(estimate.perMonth) : 'not estimated'}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {pair(estimate?.byUse, measured?.byUse, formatMicros)}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {sayError(row.error)}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {pair(estimate?.runs, measured?.runs, (runs) => runs.toLocaleString('en-US'))}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {pair(estimate?.durationMs, measured?.durationMs, sayDuration)}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {formatMicros(row.bookedMicros)}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function pair(estimated: number | undefined, measured: number | undefined, say: (value: number) => string): string {
  return `${estimated === undefined ? '–' : say(estimated)} → ${measured === undefined ? '–' : say(measured)}`
}
