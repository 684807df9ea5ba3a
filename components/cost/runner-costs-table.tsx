import { Coins } from 'lucide-react'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { type NetworkProfileName, profileTitles, type RunnerClassName, sayClass } from '#lib/manifests/classes.ts'

export type RunnerCostRow = {
  runnerId: string
  name: string
  environment: string
  runnerClass: RunnerClassName
  size: string
  profile: NetworkProfileName
  /** Micro-dollars a month; null when it was deployed without an estimate. */
  estimate: { perMonth: number; low: number; high: number } | null
}

/** What each runner was estimated to cost when it was deployed. */
export function RunnerCostsTable({ rows }: { rows: readonly RunnerCostRow[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Coins />}
        title="No runner yet"
        actions={<ButtonLink href="/manifests">Open a manifest</ButtonLink>}
      >
        Every deployed runner is listed here with its estimate.
      </EmptyState>
    )
  }
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Class and size</Column>
      <Column>Network</Column>
      <Column end>A month</Column>
      <Column end>Range</Column>
    </>
  )
  return (
    <Table label="Estimated cost by runner" head={head}>
      {rows.map((row) => (
        <Row key={row.runnerId}>
          <Cell part="main" grow>
            <RowLink href={`/catalog/${row.runnerId}`}>{row.name}</RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment} />
          </Cell>
          <Cell>{sayClass(row)}</Cell>
          <Cell part="extra">{profileTitles[row.profile]}</Cell>
          <Cell part="end" end className="tabular-nums">
            {row.estimate ? formatMicros(row.estimate.perMonth) : 'not estimated'}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {row.estimate ? `${formatMicros(row.estimate.low)} to ${formatMicros(row.estimate.high)}` : ''}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
