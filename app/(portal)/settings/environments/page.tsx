import type { Metadata } from 'next'
import { EnvironmentsTable } from '#components/environments/environments-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'

export const metadata: Metadata = { title: 'Environments' }

export default async function EnvironmentsPage() {
  const actor = await pageActor('environment:read')
  return (
    <>
      <PageHeader
        title="Environments"
        description="Where manifest versions go, in the order of promotion. The platform owns them."
      />
      <EnvironmentsTable environments={await listEnvironments(actor)} />
    </>
  )
}
