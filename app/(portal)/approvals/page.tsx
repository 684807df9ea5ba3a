import { ArrowLeft, Hand, MousePointerClick } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Decision } from '#components/approvals/decision.tsx'
import { Inbox } from '#components/approvals/inbox.tsx'
import { InboxFilters } from '#components/approvals/inbox-filters.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listInbox } from '#lib/inbox/list-inbox.ts'
import { readDecision } from '#lib/inbox/read-decision.ts'
import { inboxFilters } from '#lib/inbox/schema.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'
import { beginVoteAction, decideManyAction, snoozeAction, voteAction } from './actions.ts'

export const metadata: Metadata = { title: 'Approvals' }

type Props = { searchParams: Promise<Record<string, string>> }

const nothing = {
  mine: 'Nothing waits for you',
  others: 'Nothing waits for others',
  snoozed: 'You have put nothing off',
  decided: 'Nothing has been decided yet',
} as const

export default async function ApprovalsPage({ searchParams }: Props) {
  const actor = await pageActor('approval:read')
  const asked = await readSearch(searchParams)
  const filters = inboxFilters.parse(asked)
  const [{ items, next, tenants }, view] = await Promise.all([
    listInbox(actor, filters),
    asked.at ? orNotFound(readDecision(actor, asked.at)) : undefined,
  ])
  const back = listHref(asked)
  const following = items[items.findIndex(({ id }) => id === asked.at) + 1]
  const after = following ? listHref(asked, following.id) : back
  return (
    <Inbox
      items={items}
      at={asked.at}
      decideMany={decideManyAction}
      snooze={snoozeAction}
      head={
        <header className="sticky top-0 z-10 bg-surface max-lg:static">
          <div className="flex items-center justify-between gap-2 px-4 pt-4 pb-1">
            <h1 className="font-semibold text-title">Approvals</h1>
            <ViewsOf actor={actor} page="/approvals" />
          </div>
          <InboxFilters tenants={tenants} />
        </header>
      }
      empty={
        <EmptyState icon={<Hand />} title={nothing[filters.state]}>
          What asks for people, such as a deployment to prod, makes a request here, in every tenant you govern.
        </EmptyState>
      }
      foot={<LoadMore next={next} />}
    >
      {view ? (
        <Decision
          view={view}
          acts={{ vote: voteAction, begin: beginVoteAction }}
          next={after}
          heading={
            <>
              <Link href={back} className="mb-2 inline-flex h-9 items-center gap-1.5 text-accent-text lg:hidden">
                <ArrowLeft aria-hidden className="size-4" /> All requests
              </Link>
              <h2 className="mb-1 font-semibold text-title">
                <Link href={`/approvals/${view.request.id}`} className="hover:underline">
                  {view.request.summary}
                </Link>
              </h2>
            </>
          }
        />
      ) : (
        <div className="grid h-full place-items-center text-ink-muted">
          <p className="flex items-center gap-2">
            <MousePointerClick aria-hidden className="size-4" /> Choose a request, or press j.
          </p>
        </div>
      )}
    </Inbox>
  )
}

function listHref(asked: Record<string, string>, at?: string): string {
  const query = new URLSearchParams(asked)
  query.delete('at')
  if (at) query.set('at', at)
  return `/approvals?${query}`
}
