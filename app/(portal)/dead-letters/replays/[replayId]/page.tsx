import type { Metadata } from 'next'
import { OutcomeFilter } from '#components/replays/outcome-filter.tsx'
import { RehearsalFacts } from '#components/replays/rehearsal-facts.tsx'
import { ReplayFacts } from '#components/replays/replay-facts.tsx'
import { type LiveReplay, ReplayView } from '#components/replays/replay-view.tsx'
import { ReportTable } from '#components/replays/report-table.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { may } from '#lib/auth/authorise.ts'
import { pageActor } from '#lib/auth/page-actor.ts'
import { asJson } from '#lib/http/as-json.ts'
import { orNotFound } from '#lib/http/or-not-found.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getReplay, listItems } from '#lib/replays/queries.ts'
import { itemFilters } from '#lib/replays/schema.ts'
import { pauseReplayAction, resumeReplayAction, stopReplayAction } from '../../actions.ts'

export const metadata: Metadata = { title: 'Replay' }

type Props = { params: Promise<{ replayId: string }>; searchParams: Promise<Record<string, string>> }

export default async function ReplayPage({ params, searchParams }: Props) {
  const actor = await pageActor('run:read')
  const { replayId } = await params
  const { cursor, ...asked } = await readSearch(searchParams)
  const replay = await orNotFound(getReplay(actor, replayId))
  const { items, next } = await listItems(actor, replayId, { ...itemFilters.safeParse(asked).data, cursor })
  const { rehearsal, ...live } = replay
  const report = (format: 'csv' | 'json') => `/api/v1/replays/${replayId}/report?format=${format}`
  return (
    <>
      <PageHeader
        title={`Replay of ${replay.itemCount.toLocaleString('en')} ${replay.itemCount === 1 ? 'token' : 'tokens'}`}
        crumbs={[
          { label: 'Dead letters', href: '/dead-letters' },
          { label: 'Replays', href: '/dead-letters/replays' },
        ]}
        description={replay.reason}
      />
      <ReplayView
        key={replay.id}
        initial={asJson<LiveReplay>(live)}
        mayAct={may(actor, 'run:start')}
        pause={pauseReplayAction}
        resume={resumeReplayAction}
        stop={stopReplayAction}
      />
      <Section
        title="Token by token"
        actions={
          <>
            <DownloadLink href={report('csv')}>CSV</DownloadLink>
            <DownloadLink href={report('json')}>JSON</DownloadLink>
          </>
        }
      >
        <OutcomeFilter />
        <ReportTable rows={items} />
        <LoadMore next={next} />
      </Section>
      <Section title="What it is">
        <ReplayFacts replay={replay} />
      </Section>
      <Section title="As it was rehearsed">
        <RehearsalFacts rehearsal={rehearsal} />
      </Section>
    </>
  )
}
