import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { PasskeyView } from '#lib/passkeys/schema.ts'
import { RemovePasskeyButton, type RemovePasskeyProps } from './remove-passkey-button.tsx'

/** A person's passkeys, each with its way out. */
export function PasskeysTable({
  passkeys,
  remove,
}: {
  passkeys: readonly PasskeyView[]
  remove: RemovePasskeyProps['remove']
}) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Kept</Column>
      <Column>Enrolled</Column>
      <Column>Last used</Column>
      <Column>
        <span className="sr-only">Acts</span>
      </Column>
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
            <RemovePasskeyButton id={passkey.id} name={passkey.name} remove={remove} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
