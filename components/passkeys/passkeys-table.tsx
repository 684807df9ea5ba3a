import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { PasskeyView } from '#lib/passkeys/schema.ts'

type Props = { passkeys: readonly PasskeyView[]; remove: Act<{ id: string }> }

/** A person's passkeys, each with its way out. */
export function PasskeysTable({ passkeys, remove }: Props) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Kept</Column>
      <Column>Enrolled</Column>
      <Column>Last used</Column>
      <ActsColumn />
    </>
  )
  return (
    <Table label="Passkeys" head={head}>
      {passkeys.map((passkey) => (
        <Row key={passkey.id}>
          <Cell part="main" grow className="font-medium">
            {passkey.name}
          </Cell>
          <Cell className="text-ink-muted">{passkey.synced ? 'Synced between devices' : 'On one device'}</Cell>
          <Cell part="extra" className="text-ink-muted">
            <RelativeTime at={passkey.createdAt} />
          </Cell>
          <Cell className="text-ink-muted">
            {passkey.lastUsedAt ? <RelativeTime at={passkey.lastUsedAt} /> : 'Never used'}
          </Cell>
          <Cell part="end" end>
            <ConfirmButton
              label="Remove"
              name={`Remove ${passkey.name}`}
              title={`Remove “${passkey.name}”?`}
              confirm="Remove the passkey"
              done={`“${passkey.name}” is removed.`}
              act={remove}
              input={{ id: passkey.id }}
            >
              It vouches for nothing from now on. What it signed before stays proven: the evidence carries its public
              key.
            </ConfirmButton>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
