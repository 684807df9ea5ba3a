import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { CreateTokenDialog } from '#components/tenancy/create-token-dialog.tsx'
import { TokensTable } from '#components/tenancy/tokens-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { permissions } from '#lib/auth/permissions.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listTokens } from '#lib/tenancy/queries.ts'
import { createTokenAction, revokeTokenAction } from '../actions.ts'

export const metadata: Metadata = { title: 'API tokens' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function TokensPage({ searchParams }: Props) {
  const actor = await pageActor('token:manage')
  const { tokens, next } = await listTokens(actor, await readSearch(searchParams))
  return (
    <>
      <PageHeader
        title="API tokens"
        description="For the command line and for pipelines. A token acts as you, never beyond its scopes, until it ends."
        // Always at this place: in the empty state it would be gone, with the secret it shows, once the list has a row.
        actions={
          <CreateTokenDialog offered={permissions.filter((scope) => may(actor, scope))} create={createTokenAction} />
        }
      />
      {tokens.length ? (
        <TokensTable tokens={tokens} now={new Date()} revoke={revokeTokenAction} />
      ) : (
        <EmptyState icon={<KeyRound />} title="No token yet">
          A token lets the command line or a pipeline act as you. <code>barecount login</code> makes one too.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
