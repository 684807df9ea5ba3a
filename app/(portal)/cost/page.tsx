import { Coins } from 'lucide-react'
import type { Metadata } from 'next'
import { ButtonLink } from '#components/ui/button.tsx'
import { DownloadLink } from '#components/ui/download-link.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { BreakdownFilter } from '#components/usage/breakdown-filter.tsx'
import { MonthFilter } from '#components/usage/month-filter.tsx'
import { MonthStats } from '#components/usage/month-stats.tsx'
import { MoversTable } from '#components/usage/movers-table.tsx'
import { StackedUsage } from '#components/usage/stacked-usage.tsx'
import { UsageTable } from '#components/usage/usage-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'
import { listMovers } from '#lib/usage/list-movers.ts'
import { lastMonths } from '#lib/usage/months.ts'
import { readDailyUsage, readUsage } from '#lib/usage/queries.ts'
import { readLimits } from '#lib/usage/read-limits.ts'
import { readUsageSearch } from '#lib/usage/schema.ts'
import { groupTitles, sayMonth } from '#lib/usage/words.ts'

export const metadata: Metadata = { title: 'Cost' }

type Props = {
  searchParams: Promise<Record<'month' | 'by' | 'measure' | 'environment' | 'cursor', string | undefined>>
}

const MONTHS = 12

export default async function CostPage({ searchParams }: Props) {
  const actor = await pageActor('cost:read')
  const { cursor, measure, ...asked } = readUsageSearch(await readSearch(searchParams))
  const months = lastMonths(new Date(), MONTHS)
  const month = asked.month ?? months[0] ?? ''
  const [usage, daily, { limits }, { movers, from, days }, environments] = await Promise.all([
    readUsage(actor, { ...asked, cursor }),
    readDailyUsage(actor, asked),
    readLimits(actor, { month }),
    listMovers(actor),
    listEnvironments(actor),
  ])
  // Money, or the time where nothing has a price.
  const counted = measure ?? (usage.total.costMicros > 0 ? 'cost' : 'time')
  return (
    <>
      <PageHeader
        title="Cost"
        description={`What runs of ${sayMonth(month)} used, by the prices of where they ran. Days are UTC.`}
        actions={<MonthFilter months={months} />}
      />
      <MonthStats budget={limits.find(({ kind }) => kind === 'budget')} total={usage.total} />
      <Section
        title="Day by day"
        actions={<BreakdownFilter environments={environments.map(({ name }) => name)} counted={counted} />}
      >
        {usage.rows.length === 0 ? (
          <EmptyState
            icon={<Coins />}
            title="No run ended in this month"
            actions={<ButtonLink href="/catalog">Open the catalog</ButtonLink>}
          >
            What runs cost and how long they took is added up here as they end.
          </EmptyState>
        ) : (
          <>
            <StackedUsage daily={daily} measure={counted} />
            <div className="mt-4">
              <UsageTable rows={usage.rows} total={usage.total} first={groupTitles[usage.by]} />
            </div>
            <LoadMore next={usage.next} words={{ back: 'Back to the dearest', more: 'Show the next' }} />
          </>
        )}
        <p className="mt-3 flex flex-wrap gap-4">
          <DownloadLink href={`/api/v1/usage/export?month=${month}&of=days`}>Days as CSV</DownloadLink>
          <DownloadLink href={`/api/v1/usage/export?month=${month}&of=runs`}>Runs with their tags as CSV</DownloadLink>
        </p>
      </Section>
      {movers.length > 0 ? (
        <Section
          title="What changed most"
          description={`The ${days} full days from ${from} against the ${days} before them.`}
        >
          <MoversTable movers={movers} />
        </Section>
      ) : null}
    </>
  )
}
