import { Send } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { QueryTabs } from '#components/ui/query-tabs.tsx'
import { Section } from '#components/ui/section.tsx'
import { DeliveriesTable } from '#components/webhooks/deliveries-table.tsx'
import { DeliveryDetails } from '#components/webhooks/delivery-details.tsx'
import { DeliverySheet } from '#components/webhooks/delivery-sheet.tsx'
import { ReplayButton } from '#components/webhooks/replay-button.tsx'
import { WebhookFacts } from '#components/webhooks/webhook-facts.tsx'
import { WebhookMenu } from '#components/webhooks/webhook-menu.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getDelivery, getWebhook, listDeliveries } from '#lib/webhooks/queries.ts'
import { deliveryFilters } from '#lib/webhooks/schema.ts'
import {
  changeWebhookAction,
  pingWebhookAction,
  removeWebhookAction,
  replayAction,
  rotateWebhookAction,
} from '../actions.ts'

export const metadata: Metadata = { title: 'Webhook' }

type Props = { params: Promise<{ webhookId: string }>; searchParams: Promise<Record<string, string>> }

const acts = {
  change: changeWebhookAction,
  rotate: rotateWebhookAction,
  remove: removeWebhookAction,
  ping: pingWebhookAction,
}
const tabs = [
  { value: '', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'delivered', label: 'Delivered' },
]

export default async function WebhookPage({ params, searchParams }: Props) {
  const actor = await pageActor('webhook:manage')
  const { webhookId: id } = await params
  const { cursor, delivery: open, ...asked } = await readSearch(searchParams)
  const filters = deliveryFilters.safeParse(asked).data ?? {}
  const [webhook, { deliveries, next }, shown] = await orNotFound(
    Promise.all([
      getWebhook(actor, id),
      listDeliveries(actor, id, { ...filters, cursor }),
      open ? getDelivery(actor, id, open) : undefined,
    ]),
  )
  const query = new URLSearchParams({ ...filters, ...(cursor ? { cursor } : {}) }).toString()
  return (
    <>
      <PageHeader
        title={webhook.name}
        crumbs={[{ label: 'Webhooks', href: '/settings/webhooks' }]}
        actions={<WebhookMenu webhook={webhook} {...acts} />}
      />
      <WebhookFacts webhook={webhook} />
      <Section
        title="Deliveries"
        description="What was sent in the last 30 days."
        actions={
          <ReplayButton id={id} deliveries="failed" replay={replayAction}>
            Replay all that failed
          </ReplayButton>
        }
      >
        <QueryTabs label="Deliveries" param="status" tabs={tabs} />
        {deliveries.length ? (
          <DeliveriesTable rows={deliveries} query={query} />
        ) : (
          <EmptyState icon={<Send />} title={filters.status ? 'Nothing is like this' : 'Nothing was sent yet'}>
            {filters.status ? 'Look at all of them.' : 'Send a test, or wait until something happens that it is told.'}
          </EmptyState>
        )}
        <LoadMore next={next} />
      </Section>
      {shown ? (
        <DeliverySheet title="Delivery">
          <DeliveryDetails
            delivery={shown}
            actions={
              <ReplayButton id={id} deliveries={[shown.id]} replay={replayAction}>
                Send it again
              </ReplayButton>
            }
          />
        </DeliverySheet>
      ) : null}
    </>
  )
}
