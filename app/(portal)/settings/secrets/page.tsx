import { Lock } from 'lucide-react'
import type { Metadata } from 'next'
import { PutSecretDialog } from '#components/secrets/put-secret-dialog.tsx'
import { SecretsTable } from '#components/secrets/secrets-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listSecrets } from '#lib/secrets/queries.ts'
import { putSecretAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Secrets' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function SecretsPage({ searchParams }: Props) {
  const actor = await pageActor('secret:list')
  const { secrets, next } = await listSecrets(actor, { cursor: (await readSearch(searchParams)).cursor })
  const put = may(actor, 'secret:write') ? putSecretAction : undefined
  return (
    <>
      <PageHeader
        title="Secrets"
        description="Manifests name a secret by its path; the value goes to the runner and is never shown again."
        actions={put ? <PutSecretDialog put={put} /> : null}
      />
      {secrets.length ? (
        <SecretsTable secrets={secrets} put={put} />
      ) : (
        <EmptyState icon={<Lock />} title="No secret yet">
          What a runner must know and nobody should read, by path: orders/api-key.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
