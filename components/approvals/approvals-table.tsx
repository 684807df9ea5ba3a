import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'

export type ApprovalRow = {
  id: string
  status: string
  summary: string
  createdAt: Date
  expiresAt: Date
  environment: string | undefined
  stand: { required: number; missing: number }
}

/** Requests, one a row: what is asked, where to, who is still needed and until when. */
export function ApprovalsTable({ rows }: { rows: readonly ApprovalRow[] }) {
  const head = (
    <>
      <Column>What is asked</Column>
      <Column>To</Column>
      <Column>Status</Column>
      <Column end>Given</Column>
      <Column end>Asked</Column>
      <Column end>Expires</Column>
    </>
  )
  return (
    <Table label="Approval requests" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/approvals/${row.id}`}>{row.summary}</RowLink>
          </Cell>
          <Cell>{row.environment ? <EnvironmentMark name={row.environment} /> : '–'}</Cell>
          <Cell>
            <Status status={row.status} />
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.stand.required - row.stand.missing} of {row.stand.required}
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            {row.status === 'open' ? <RelativeTime at={row.expiresAt} /> : '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
