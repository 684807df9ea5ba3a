import { PackageSearch } from 'lucide-react'
import type { Metadata } from 'next'
import { ComponentResults } from '#components/findings/component-results.tsx'
import { ComponentSearch } from '#components/findings/component-search.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { findComponent } from '#lib/findings/find-component.ts'
import { componentQuery } from '#lib/findings/schema.ts'
import { readSearch } from '#lib/http/search-params.ts'

export const metadata: Metadata = { title: 'What contains it' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ComponentsPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const asked = componentQuery.safeParse(await readSearch(searchParams)).data
  const found = asked ? await findComponent(actor, asked) : undefined
  return (
    <>
      <PageHeader
        title="Which live runners contain it?"
        description="Every artifact says what it is made of. Ask for a package by name, by name@version, or by package URL."
      />
      <ComponentSearch name={asked?.name ?? ''} version={asked?.version ?? ''} />
      {found?.components.length ? <ComponentResults {...found} /> : null}
      {found && !found.components.length ? (
        <EmptyState icon={<PackageSearch />} title="No artifact contains it">
          Names must match exactly, as the package registry spells them. What an artifact carries without saying so
          cannot be seen.
        </EmptyState>
      ) : null}
    </>
  )
}
