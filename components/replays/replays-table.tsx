import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { ReplayStatusName } from '#lib/replays/schema.ts'

export type ReplayRow = {
  id: string
  status: ReplayStatusName
  reason: string
  itemCount: number
  mass: boolean
  requestedByLabel: string
  createdAt: Date
}

/** Replays, one a row. */
export function ReplaysTable({ rows }: { rows: readonly ReplayRow[] }) {
  const head = (
    <>
      <Column>Reason</Column>
      <Column end>Tokens</Column>
      <Column>Status</Column>
      <Column>Asked for by</Column>
      <Column end>When</Column>
    </>
  )
  return (
    <Table label="Replays" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/dead-letters/replays/${row.id}`}>{row.reason}</RowLink>
            {row.mass ? <span className="text-ink-muted"> mass replay</span> : null}
          </Cell>
          <Cell end className="tabular-nums">
            {row.itemCount.toLocaleString('en')}
          </Cell>
          <Cell part="end">
            <Status status={row.status} />
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.requestedByLabel}
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
