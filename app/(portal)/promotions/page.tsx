import { Waypoints } from 'lucide-react'
import type { Metadata } from 'next'
import { Board } from '#components/promotions/board.tsx'
import { BoardFilters } from '#components/promotions/board-filters.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { promotionBoard } from '#lib/promotions/board.ts'
import { boardFilters } from '#lib/promotions/schema.ts'
import { ViewsOf } from '../saved-views/views-of.tsx'
import { holdAction, previewAction, promoteAction, releaseAction, rollBackAction } from './actions.ts'

export const metadata: Metadata = { title: 'Promotions' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function PromotionsPage({ searchParams }: Props) {
  const actor = await pageActor('runner:read')
  const { cursor, ...asked } = await readSearch(searchParams)
  const filters = boardFilters.safeParse(asked).data ?? {}
  const { environments, rows, next } = await promotionBoard(actor, { ...filters, cursor })
  const filtered = Object.values(filters).some(Boolean) || cursor
  const acts = {
    preview: previewAction,
    ...(may(actor, 'deployment:request') && { promote: promoteAction, rollBack: rollBackAction }),
    ...(may(actor, 'promotion:hold') && { hold: holdAction, release: releaseAction }),
  }
  return (
    <>
      <PageHeader
        title="Promotions"
        description="What each environment has of each runner. The same artifact goes on; nothing is built on the way."
        actions={<ViewsOf actor={actor} page="/promotions" />}
      />
      <BoardFilters />
      {rows.length ? (
        <Board environments={environments} rows={rows} acts={acts} />
      ) : (
        <EmptyState
          icon={<Waypoints />}
          title={filtered ? 'No runner is like this' : 'Nothing runs yet'}
          actions={
            filtered ? (
              <ButtonLink href="/promotions">Show all</ButtonLink>
            ) : (
              <ButtonLink href="/manifests">Open a manifest</ButtonLink>
            )
          }
        >
          {filtered
            ? 'Loosen the filters.'
            : 'A runner stands here once a deployment has placed it in its first environment, and is promoted from there.'}
        </EmptyState>
      )}
      <LoadMore next={next} />
    </>
  )
}
