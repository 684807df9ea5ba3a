import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { Act } from './act.ts'
import { RevokeButton } from './revoke-button.tsx'

export type TokenRow = {
  id: string
  name: string
  hint: string
  scopes: string[]
  expiresAt: Date
  revokedAt: Date | null
  lastUsedAt: Date | null
}

const standing = (token: TokenRow, now: Date) =>
  token.revokedAt ? 'revoked' : token.expiresAt <= now ? 'expired' : 'active'

/** API tokens with how they stand; those that still work can be revoked. */
export function TokensTable({
  tokens,
  now,
  revoke,
}: {
  tokens: readonly TokenRow[]
  now: Date
  revoke: Act<{ id: string }>
}) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Begins with</Column>
      <Column>Status</Column>
      <Column>Scopes</Column>
      <Column>Last used</Column>
      <Column>Ends</Column>
      <ActsColumn />
    </>
  )
  return (
    <Table label="API tokens" head={head}>
      {tokens.map((token) => (
        <Row key={token.id}>
          <Cell part="main" grow className="font-medium">
            {token.name}
          </Cell>
          <Cell part="extra">
            <code>{token.hint}…</code>
          </Cell>
          <Cell>
            <Status status={standing(token, now)} />
          </Cell>
          <Cell className="text-ink-muted">
            <span title={token.scopes.join('\n')}>
              {token.scopes.length === 1 ? token.scopes[0] : `${token.scopes.length} scopes`}
            </span>
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {token.lastUsedAt ? <RelativeTime at={token.lastUsedAt} /> : 'Never'}
          </Cell>
          <Cell className="text-ink-muted">
            <RelativeTime at={token.expiresAt} />
          </Cell>
          <Cell part="end" end>
            {standing(token, now) === 'active' ? (
              <RevokeButton id={token.id} name={token.name} what="token" revoke={revoke}>
                Whatever uses it is refused from its next request on. This cannot be undone; make another token instead.
              </RevokeButton>
            ) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
