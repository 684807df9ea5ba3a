import { ShieldCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { FindingDetails } from '#components/findings/finding-details.tsx'
import { FindingFilters } from '#components/findings/finding-filters.tsx'
import { FindingSheet } from '#components/findings/finding-sheet.tsx'
import { FindingsList } from '#components/findings/findings-list.tsx'
import { TriageButton } from '#components/findings/triage-button.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getFinding } from '#lib/findings/get-finding.ts'
import { listFindings } from '#lib/findings/queries.ts'
import { findingFilters } from '#lib/findings/schema.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'
import { previewTriageAction, triageAction } from './actions.ts'

export const metadata: Metadata = { title: 'Findings' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function FindingsPage({ searchParams }: Props) {
  const actor = await pageActor('artifact:read')
  const { cursor, finding: open, ...asked } = await readSearch(searchParams)
  const filters = findingFilters.safeParse(asked).data ?? {}
  const [{ findings, next }, shown] = await Promise.all([
    listFindings(actor, { ...filters, cursor }),
    open ? orNotFound(getFinding(actor, open)) : undefined,
  ])
  const acts = {
    triage: triageAction,
    preview: previewTriageAction,
    mayTriage: may(actor, 'finding:triage'),
    mayDecide: may(actor, 'finding:decide'),
  }
  const narrowed = Object.values(filters).some(Boolean) || cursor
  return (
    <>
      <PageHeader
        title="Findings"
        description="What scans found in the artifacts, most severe first, and how people stand to it."
        actions={<ViewsOf actor={actor} page="/findings" />}
      />
      <FindingFilters />
      {findings.length ? (
        <FindingsList rows={findings} {...acts} />
      ) : (
        <EmptyState
          icon={<ShieldCheck />}
          title={narrowed ? 'No finding is like this' : 'Nothing was found'}
          actions={
            <ButtonLink href={narrowed ? '/findings' : '/artifacts'}>
              {narrowed ? 'Show all' : 'See what was scanned'}
            </ButtonLink>
          }
        >
          {narrowed
            ? 'Loosen the filters.'
            : 'Vulnerabilities, licences and secrets that a scan finds in an artifact are listed here.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
      {shown ? (
        <FindingSheet title={shown.rule}>
          <FindingDetails finding={shown} actions={<TriageButton findings={[shown]} {...acts} />} />
        </FindingSheet>
      ) : null}
    </>
  )
}
