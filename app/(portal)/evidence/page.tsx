import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { EvidenceFilters } from '#components/evidence/evidence-filters.tsx'
import { EvidenceHistogram } from '#components/evidence/evidence-histogram.tsx'
import { EvidenceTable } from '#components/evidence/evidence-table.tsx'
import { ExportLink } from '#components/evidence/export-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { DAY_CAP, evidenceHistogram } from '#lib/evidence/histogram.ts'
import { listEvidence } from '#lib/evidence/queries.ts'
import { evidenceFilters } from '#lib/evidence/schema.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listMembers } from '#lib/tenancy/queries.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'

export const metadata: Metadata = { title: 'Evidence' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function EvidencePage({ searchParams }: Props) {
  const actor = await pageActor('evidence:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = evidenceFilters.safeParse(asked).data ?? {}
  const [{ evidence, next }, days, { members }, environments] = await Promise.all([
    listEvidence(actor, filters, { cursor }),
    evidenceHistogram(actor, filters),
    listMembers(actor),
    listEnvironments(actor),
  ])
  const narrowed = new URLSearchParams(filters)
  return (
    <>
      <PageHeader
        title="Evidence"
        description="What happened, written down as it happened, signed, and never changed since."
        actions={
          <>
            <ViewsOf actor={actor} page="/evidence" />
            {may(actor, 'evidence:export') ? <ExportLink filters={narrowed} /> : null}
          </>
        }
      />
      <EvidenceHistogram days={days} cap={DAY_CAP} />
      <EvidenceFilters
        actors={members.map(({ userId, user }) => ({ value: userId, label: user.email }))}
        environments={environments.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {evidence.length ? (
        <EvidenceTable rows={evidence} />
      ) : (
        <EmptyState icon={<ScrollText />} title={narrowed.size ? 'Nothing like this happened' : 'Nothing happened yet'}>
          {narrowed.size
            ? 'Loosen the filters, or take them off one by one.'
            : 'Every deployment, decision, change and run is written down here by itself.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
