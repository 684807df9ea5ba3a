import { Snowflake } from 'lucide-react'
import type { Metadata } from 'next'
import { AnnounceFreezeDialog } from '#components/freezes/announce-freeze-dialog.tsx'
import { BlockedList } from '#components/freezes/blocked-list.tsx'
import { FreezeTimeline } from '#components/freezes/freeze-timeline.tsx'
import { FreezesTable } from '#components/freezes/freezes-table.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { blockedBy } from '#lib/freezes/blocked-by.ts'
import { listFreezes, listWindows, standingFreezes } from '#lib/freezes/queries.ts'
import { freezeTimeline, TIMELINE_DAYS } from '#lib/freezes/timeline.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { announceFreezeAction, liftFreezeAction } from './actions.ts'

export const metadata: Metadata = { title: 'Freezes' }

type Props = { searchParams: Promise<{ cursor?: string; open?: string }> }

export default async function FreezesPage({ searchParams }: Props) {
  const actor = await pageActor('environment:read')
  const { cursor, open } = await readSearch(searchParams)
  const now = new Date()
  const until = new Date(now.getTime() + TIMELINE_DAYS * 24 * 3600_000)
  const [{ freezes, next }, standing, windows, environments] = await Promise.all([
    listFreezes(actor, { cursor }),
    standingFreezes(actor, now, until),
    listWindows(actor),
    listEnvironments(actor),
  ])
  const shown = open ?? freezes.find(({ state }) => state === 'coming' || state === 'in_force')?.id
  const blocked = shown ? await blockedBy(actor, shown) : undefined
  const manages = may(actor, 'freeze:manage')
  return (
    <>
      <PageHeader
        title="Freezes"
        description="Times in which nothing changes. What runs goes on running, and approvals can be given for later."
        actions={
          manages ? (
            <AnnounceFreezeDialog
              environments={environments.map(({ name }) => name)}
              platform={actor.platformAdmin}
              announce={announceFreezeAction}
            />
          ) : null
        }
      />
      <Section
        title="The coming weeks"
        description={windows.length ? 'Green is when changes may begin; where there is none, at any time.' : null}
      >
        <FreezeTimeline timeline={freezeTimeline(environments, standing, windows, now)} now={now} />
      </Section>
      {blocked ? <BlockedList {...blocked} now={now} /> : null}
      <Section title="All freezes">
        {freezes.length ? (
          <FreezesTable rows={freezes} lift={manages ? liftFreezeAction : undefined} platform={actor.platformAdmin} />
        ) : (
          <EmptyState icon={<Snowflake />} title="No freeze was ever announced">
            An admin announces one before a time in which nothing may go wrong; people are told, and see here what of
            theirs it will stop.
          </EmptyState>
        )}
        <LoadMore next={next} />
      </Section>
    </>
  )
}
