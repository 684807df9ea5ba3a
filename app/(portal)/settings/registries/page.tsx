import { Container } from 'lucide-react'
import type { Metadata } from 'next'
import { ApproveRegistryDialog } from '#components/registries/approve-registry-dialog.tsx'
import { RegistriesTable } from '#components/registries/registries-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listRegistries } from '#lib/registries/queries.ts'
import { approveRegistryAction, withdrawRegistryAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Registries' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function RegistriesPage({ searchParams }: Props) {
  const actor = await pageActor('policy:read')
  const { registries, next } = await listRegistries(actor, { cursor: (await readSearch(searchParams)).cursor })
  const mine = may(actor, 'registry:manage')
  return (
    <>
      <PageHeader
        title="Registries"
        description="Where images may be taken from, and whose signature counts there. Nothing else is ever contacted."
        actions={mine ? <ApproveRegistryDialog approve={approveRegistryAction} /> : null}
      />
      {registries.length ? (
        <RegistriesTable rows={registries} withdraw={mine ? withdrawRegistryAction : undefined} />
      ) : (
        <EmptyState icon={<Container />} title="No registry is approved">
          Images are built here from what is uploaded. To refer to one, or to begin from one, a platform admin approves
          where it is: registry.example.com/team.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
