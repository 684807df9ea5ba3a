import type { Metadata } from 'next'
import { InstanceView, type LiveInstance } from '#components/catalog/instance-view.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { getInstance } from '#lib/provisioning/instances/queries.ts'

export const metadata: Metadata = { title: 'Instance' }

type Props = { params: Promise<{ instanceId: string }> }

export default async function InstancePage({ params }: Props) {
  const actor = await pageActor('runner:read')
  const instance = await orNotFound(getInstance(actor, (await params).instanceId))
  const { runner } = instance
  return (
    <>
      <PageHeader
        title={`${instance.kind === 'host' ? 'Host' : 'Container'} ${instance.id.slice(-6).toLowerCase()}`}
        crumbs={[
          { label: 'Catalog', href: '/catalog' },
          { label: runner.name, href: `/catalog/${runner.id}` },
        ]}
      />
      <InstanceView key={instance.id} initial={asJson<LiveInstance>(instance)} />
    </>
  )
}
