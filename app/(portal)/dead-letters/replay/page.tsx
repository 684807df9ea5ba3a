import { MailX } from 'lucide-react'
import type { Metadata } from 'next'
import { ReplayWizard } from '#components/replays/replay-wizard.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { deadLetterFilters, lettersNamed } from '#lib/dead-letters/schema.ts'
import { BareCountError } from '#lib/errors.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { rehearseReplay } from '#lib/replays/rehearse-replay.ts'
import { rehearseAction, requestReplayAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Replay' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ReplayPage({ searchParams }: Props) {
  const actor = await pageActor('run:start')
  const { ids, ...asked } = await readSearch(searchParams)
  const filter = deadLetterFilters.omit({ status: true }).safeParse(asked).data ?? {}
  const letters = lettersNamed.parse(ids ? { ids: ids.split(',').slice(0, 1000) } : { filter })
  const rehearsal = await rehearseReplay(actor, { letters }).catch((error: unknown) => {
    if (error instanceof BareCountError) return error
    throw error
  })
  const crumbs = [{ label: 'Dead letters', href: '/dead-letters' }]
  if (rehearsal instanceof BareCountError) {
    return (
      <>
        <PageHeader title="Replay" crumbs={crumbs} />
        <EmptyState
          icon={<MailX />}
          title={rehearsal.code === 'not_found' ? 'Nothing of this is open' : 'This cannot be one replay'}
          actions={<ButtonLink href="/dead-letters">Choose what to replay</ButtonLink>}
        >
          {rehearsal.code === 'not_found' ? 'It has been addressed meanwhile.' : rehearsal.message}
        </EmptyState>
      </>
    )
  }
  const narrowed = Object.keys(filter).length
    ? 'Every open failure that the filters of the list leave.'
    : 'Every open failure of the tenant.'
  return (
    <>
      <PageHeader title="Replay" crumbs={crumbs} description="Rehearsed first, then a canary, then the rest." />
      <ReplayWizard
        letters={letters}
        chosen={ids ? 'The failures you selected.' : narrowed}
        initial={rehearsal}
        rehearse={rehearseAction}
        request={requestReplayAction}
      />
    </>
  )
}
