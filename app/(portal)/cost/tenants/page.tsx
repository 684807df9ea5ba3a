import { Building2 } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { MonthFilter } from '#components/usage/month-filter.tsx'
import { StackedUsage } from '#components/usage/stacked-usage.tsx'
import { TenantsTable } from '#components/usage/tenants-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { lastMonths } from '#lib/usage/months.ts'
import { readDailyTenants } from '#lib/usage/read-daily-tenants.ts'
import { readTenants } from '#lib/usage/read-tenants.ts'
import { readUsageSearch } from '#lib/usage/schema.ts'
import { totalOfDays } from '#lib/usage/stack-days.ts'
import { sayMonth } from '#lib/usage/words.ts'

export const metadata: Metadata = { title: 'Use of all tenants' }

type Props = { searchParams: Promise<Record<'month' | 'cursor', string | undefined>> }

export default async function TenantsPage({ searchParams }: Props) {
  const actor = await pageActor('usage:all')
  const months = lastMonths(new Date(), 12)
  const { month = months[0] ?? '', cursor } = readUsageSearch(await readSearch(searchParams))
  const [{ tenants, running, next }, daily] = await Promise.all([
    readTenants(actor, { month, cursor }),
    readDailyTenants(actor, { month }),
  ])
  const most = running.limit === null ? 'no limit on all tenants together' : `at most ${running.limit} over all tenants`
  return (
    <>
      <PageHeader
        title="All tenants"
        description={`What runs of ${sayMonth(month)} used, tenant by tenant. Under way now: ${running.now} (${most}).`}
        actions={<MonthFilter months={months} />}
      />
      {tenants.length === 0 ? (
        <EmptyState icon={<Building2 />} title="No tenant used anything in this month">
          What runs of each tenant cost is added up here as they end.
        </EmptyState>
      ) : (
        <>
          <Section title="Day by day">
            <StackedUsage daily={daily} measure={totalOfDays(daily).costMicros > 0 ? 'cost' : 'time'} />
          </Section>
          <TenantsTable rows={tenants} />
          <LoadMore next={next} words={{ back: 'Back to the dearest', more: 'Show the next' }} />
        </>
      )}
    </>
  )
}
