import { Webhook } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { CreateWebhookDialog } from '#components/webhooks/create-webhook-dialog.tsx'
import { WebhooksTable } from '#components/webhooks/webhooks-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listWebhooks } from '#lib/webhooks/queries.ts'
import { createWebhookAction } from './actions.ts'

export const metadata: Metadata = { title: 'Webhooks' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function WebhooksPage({ searchParams }: Props) {
  const actor = await pageActor('webhook:manage')
  const { webhooks, next } = await listWebhooks(actor, { cursor: (await readSearch(searchParams)).cursor })
  return (
    <>
      <PageHeader
        title="Webhooks"
        description="Other systems are told what happens in this tenant, signed, and again until they have taken it."
        actions={<CreateWebhookDialog create={createWebhookAction} />}
      />
      {webhooks.length ? (
        <WebhooksTable rows={webhooks} />
      ) : (
        <EmptyState icon={<Webhook />} title="Nobody outside is told yet">
          A chat, a pager or a ticket system can be sent what people are told here: give it an address and its secret.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
