import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type PauseRow = {
  id: string
  scope: string
  reason: string
  pausedBy: string
  pausedAt: Date
  resumedBy: string | null
  resumedAt: Date | null
}

/** What was ever paused, newest first. */
export function PausesTable({ rows }: { rows: readonly PauseRow[] }) {
  const head = (
    <>
      <Column>What</Column>
      <Column>Standing</Column>
      <Column>Why</Column>
      <Column>Paused</Column>
      <Column>Resumed</Column>
    </>
  )
  return (
    <Table label="Pauses" head={head}>
      {rows.map(({ id, scope, reason, pausedBy, pausedAt, resumedBy, resumedAt }) => (
        <Row key={id}>
          <Cell part="main" className="font-medium">
            {scope}
          </Cell>
          <Cell part="end">
            <Status status={resumedAt ? 'over' : 'paused'} />
          </Cell>
          <Cell grow title={reason}>
            {reason}
          </Cell>
          <Cell className="text-ink-muted" label="Paused">
            <RelativeTime at={pausedAt} /> by {pausedBy}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {resumedAt ? (
              <>
                <RelativeTime at={resumedAt} /> by {resumedBy}
              </>
            ) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
