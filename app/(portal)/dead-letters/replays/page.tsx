import { Repeat } from 'lucide-react'
import type { Metadata } from 'next'
import { ReplayStatusFilter } from '#components/replays/outcome-filter.tsx'
import { ReplaysTable } from '#components/replays/replays-table.tsx'
import { ThresholdDialog } from '#components/replays/threshold-dialog.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listReplays } from '#lib/replays/queries.ts'
import { replayFilters } from '#lib/replays/schema.ts'
import { getThreshold } from '#lib/replays/threshold.ts'
import { setThresholdAction } from '../actions.ts'

export const metadata: Metadata = { title: 'Replays' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function ReplaysPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const [{ replays, next }, threshold] = await Promise.all([
    listReplays(actor, { ...replayFilters.safeParse(asked).data, cursor }),
    getThreshold(actor),
  ])
  return (
    <>
      <PageHeader
        title="Replays"
        description={`Failed runs that were run again, each under its token. More than ${threshold.most} at once need approval.`}
        actions={
          may(actor, 'member:write') ? (
            <ThresholdDialog
              threshold={threshold}
              forEveryTenant={may(actor, 'environment:write')}
              set={setThresholdAction}
            />
          ) : null
        }
      />
      <ReplayStatusFilter />
      {replays.length ? (
        <ReplaysTable rows={replays} />
      ) : (
        <EmptyState
          icon={<Repeat />}
          title="No replay here"
          actions={<ButtonLink href="/dead-letters">Open the dead letters</ButtonLink>}
        >
          Choose failures in the list, or a whole group, and press Replay. Nothing runs before you have seen its
          rehearsal.
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
