import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { FoundLines } from '#components/logs/found-lines.tsx'
import { LogFilters } from '#components/logs/log-filters.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { runnerChoices } from '#lib/catalog/runner-choices.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { logSearch } from '#lib/logs/schema.ts'
import { searchLogs } from '#lib/logs/search-logs.ts'

export const metadata: Metadata = { title: 'Logs' }

type Props = { searchParams: Promise<Record<string, string>> }

export default async function LogsPage({ searchParams }: Props) {
  const actor = await pageActor('run:read')
  const asked = logSearch.safeParse(await readSearch(searchParams)).data ?? logSearch.parse({})
  const [{ found, next, lookedBackTo }, { runners }] = await Promise.all([
    searchLogs(actor, asked),
    runnerChoices(actor),
  ])
  return (
    <>
      <PageHeader
        title="Logs"
        description="What runs, containers, hosts and deployments have written, newest first. Secrets are masked before anything is kept."
      />
      <LogFilters runners={runners} />
      {found.length ? (
        <FoundLines found={found} text={asked.text} />
      ) : next ? null : (
        <EmptyState icon={<ScrollText />} title="No line is like this">
          A text is looked for in any case; a token and a correlation are looked for as a whole. Logs are kept as long
          as Settings → Retention says.
        </EmptyState>
      )}
      {lookedBackTo ? (
        <p role="status" className="pt-3 text-center text-ink-muted">
          Looked back to <RelativeTime at={lookedBackTo} />; there may be older lines like this.
        </p>
      ) : null}
      <LoadMore next={next} />
    </>
  )
}
