import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { type RevokeWaiver, RevokeWaiverButton } from './revoke-waiver-button.tsx'

export type WaiverRow = {
  id: string
  component: string
  version: string | null
  licence: string
  reason: string
  expiresAt: Date
  approvedByLabel: string
  state: 'active' | 'expired' | 'revoked'
}

/** Licence waivers, one a row. `revoke` for those who may end them. */
export function WaiversTable({ rows, revoke }: { rows: readonly WaiverRow[]; revoke?: RevokeWaiver }) {
  const head = (
    <>
      <Column>Component</Column>
      <Column>Licence</Column>
      <Column>State</Column>
      <Column>Reason</Column>
      <Column>Given by</Column>
      <Column end>Ends</Column>
      {revoke ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Licence waivers" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <span className="font-medium">{row.component}</span>{' '}
            <span className="text-ink-muted">{row.version ?? 'every version'}</span>
          </Cell>
          <Cell>{row.licence}</Cell>
          <Cell part="end">
            <Status status={row.state} />
          </Cell>
          <Cell part="extra" grow className="text-ink-muted" title={row.reason}>
            {row.reason}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.approvedByLabel}
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={row.expiresAt} />
          </Cell>
          {revoke ? (
            <Cell end>
              {row.state === 'active' ? (
                <RevokeWaiverButton id={row.id} component={row.component} revoke={revoke} />
              ) : null}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
