import type { Metadata } from 'next'
import { PolicyVersionsTable } from '#components/policy/policy-versions-table.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listVersions } from '#lib/policy/registry/queries.ts'

export const metadata: Metadata = { title: 'Policy versions' }

export default async function PolicyVersionsPage({ searchParams }: { searchParams: Promise<{ cursor?: string }> }) {
  const actor = await pageActor('policy:read')
  const { cursor } = await readSearch(searchParams)
  const { versions, next } = await listVersions(actor, { cursor: /^\d{1,9}$/.test(cursor ?? '') ? cursor : undefined })
  return (
    <>
      <PageHeader
        title="Versions"
        crumbs={[{ label: 'Policy', href: '/policy' }]}
        description="Every version of the rules that has held for this tenant. None of them ever changes; going back makes a new one."
      />
      <PolicyVersionsTable rows={versions} />
      <LoadMore next={next} />
    </>
  )
}
