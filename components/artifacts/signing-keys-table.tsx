import type { Act } from '#components/tenancy/act.ts'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'

export type KeyRow = {
  keyId: string
  validFrom: Date
  validUntil: Date | null
  revokedAt: Date | null
  revokedReason: string | null
  current: boolean
}
export type RevokeKey = Act<{ keyId: string; reason: string }, unknown>

const standing = (key: KeyRow) => (key.revokedAt ? 'revoked' : key.current ? 'active' : 'retired')

/** Signing keys with their windows, newest first. */
export function SigningKeysTable({ keys, revoke }: { keys: readonly KeyRow[]; revoke: RevokeKey | undefined }) {
  const head = (
    <>
      <Column>Key</Column>
      <Column>Status</Column>
      <Column>Signs since</Column>
      <Column>Until</Column>
      <Column>Public key</Column>
      <ActsColumn />
    </>
  )
  return (
    <Table label="Signing keys" head={head}>
      {keys.map((key) => (
        <Row key={key.keyId}>
          <Cell part="main" grow>
            <Digest digest={key.keyId} />
          </Cell>
          <Cell>
            <span title={key.revokedReason ?? undefined}>
              <Status status={standing(key)} />
            </span>
          </Cell>
          <Cell label="Since" className="text-ink-muted">
            <RelativeTime at={key.validFrom} />
          </Cell>
          <Cell label="Until" className="text-ink-muted">
            {key.validUntil ? <RelativeTime at={key.validUntil} /> : 'Now'}
          </Cell>
          <Cell part="extra">
            <TextLink href={`/api/v1/keys/${key.keyId}`}>PEM</TextLink>
          </Cell>
          <Cell part="end" end>
            {revoke && !key.revokedAt ? <RevokeKeyDialog keyId={key.keyId} revoke={revoke} /> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
