import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { GroupsTable } from '#components/dead-letters/groups-table.tsx'
import { LedgerStrip } from '#components/dead-letters/ledger-strip.tsx'
import { LetterFilters } from '#components/dead-letters/letter-filters.tsx'
import { LettersList } from '#components/dead-letters/letters-list.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { QueryTabs } from '#components/ui/query-tabs.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { groupDeadLetters } from '#lib/dead-letters/group-dead-letters.ts'
import { readLedger } from '#lib/dead-letters/ledger.ts'
import { listDeadLetters } from '#lib/dead-letters/queries.ts'
import { deadLetterFilters } from '#lib/dead-letters/schema.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'
import { reopenAction, resolveAction } from './actions.ts'

export const metadata: Metadata = { title: 'Dead letters' }

type Props = { searchParams: Promise<Record<string, string>> }

const views = [
  { value: '', label: 'By error' },
  { value: 'list', label: 'One by one' },
]

export default async function DeadLettersPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor, view, status: asked = 'open', ...rest } = await readSearch(searchParams)
  const filters = deadLetterFilters.safeParse({ ...rest, ...(asked === 'any' ? {} : { status: asked }) }).data ?? {}
  const oneByOne = view === 'list'
  const [ledger, environments, found] = await Promise.all([
    readLedger(actor),
    listEnvironments(actor),
    oneByOne ? listDeadLetters(actor, { ...filters, cursor }) : groupDeadLetters(actor, { ...filters, cursor }),
  ])
  const acts = { mayReplay: may(actor, 'run:start'), mayClose: may(actor, 'dead_letter:resolve'), close: resolveAction }
  const { status = 'open', ...others } = filters
  const empty = 'groups' in found ? !found.groups.length : !found.deadLetters.length
  const narrowed = Object.values(others).some(Boolean) || status !== 'open' || cursor
  return (
    <>
      <PageHeader
        title="Dead letters"
        description="Runs that failed for good. Each ends replayed, superseded or waived."
        actions={<ViewsOf actor={actor} page="/dead-letters" />}
      />
      <LedgerStrip ledger={ledger} />
      <QueryTabs label="View" param="view" tabs={views} />
      <LetterFilters environments={environments.map(({ name }) => name)} />
      {empty ? (
        <EmptyState
          icon={<MailX />}
          title={narrowed ? 'No failure is like this' : 'Nothing is left to address'}
          actions={
            <ButtonLink href={narrowed ? '/dead-letters' : '/runs'}>
              {narrowed ? 'Show what is open' : 'See the runs'}
            </ButtonLink>
          }
        >
          {narrowed
            ? 'Loosen the filters.'
            : 'A run whose attempts are used up is kept here with its error and its payload, so that it can be run again.'}
        </EmptyState>
      ) : 'groups' in found ? (
        <GroupsTable rows={found.groups} open={status === 'open'} filters={stringsOf(others)} {...acts} />
      ) : (
        <LettersList rows={found.deadLetters} reopen={reopenAction} {...acts} />
      )}
      <LoadMore next={found.next} />
    </>
  )
}

/** The filters that are set, as an address holds them. */
function stringsOf(filters: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
