import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type RegistryRow = {
  id: string
  prefix: string
  publisherKeyIds: string[]
  signatureRequired: boolean
  note: string
  approvedAt: Date
  withdrawnAt: Date | null
}

/** Approvals of registries with how they stand. `withdraw` only for those who may. */
export function RegistriesTable({
  rows,
  withdraw,
}: {
  rows: readonly RegistryRow[]
  withdraw: Act<{ id: string }> | undefined
}) {
  const head = (
    <>
      <Column>Registry</Column>
      <Column>Status</Column>
      <Column>Signature</Column>
      <Column>Publisher’s keys</Column>
      <Column end>Approved</Column>
      {withdraw ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Registries" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <code>{row.prefix}</code>
            {row.note ? <span className="block text-ink-muted text-sm">{row.note}</span> : null}
          </Cell>
          <Cell>
            {row.withdrawnAt ? (
              <Status status="revoked">
                Withdrawn <RelativeTime at={row.withdrawnAt} />
              </Status>
            ) : (
              <Status status="active">Approved</Status>
            )}
          </Cell>
          <Cell>{row.signatureRequired ? 'Required' : 'Not asked for'}</Cell>
          <Cell part="extra">
            {row.publisherKeyIds.length ? (
              row.publisherKeyIds.map((id) => <Digest key={id} digest={id} />)
            ) : (
              <span className="text-ink-muted">None</span>
            )}
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={row.approvedAt} />
          </Cell>
          {withdraw ? (
            <Cell part="end" end>
              {row.withdrawnAt ? null : (
                <ConfirmButton
                  label="Withdraw"
                  name={`Withdraw the approval of ${row.prefix}`}
                  title={`Withdraw the approval of ${row.prefix}?`}
                  confirm="Withdraw the approval"
                  done={`${row.prefix} is not approved any more.`}
                  act={withdraw}
                  input={{ id: row.id }}
                >
                  No image is taken or deployed from there from now on. What runs goes on running.
                </ConfirmButton>
              )}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
