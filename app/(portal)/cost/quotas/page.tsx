import type { Metadata } from 'next'
import { LimitStats } from '#components/policy/limit-stats.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { LimitCard } from '#components/usage/limit-card.tsx'
import { MonthFilter } from '#components/usage/month-filter.tsx'
import { RunningTable } from '#components/usage/running-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getTenantLimits } from '#lib/policy/queries.ts'
import { lastMonths, monthNamed } from '#lib/usage/months.ts'
import { readLimits } from '#lib/usage/read-limits.ts'
import { readUsageSearch } from '#lib/usage/schema.ts'
import { sayMonth, titleOf } from '#lib/usage/words.ts'

export const metadata: Metadata = { title: 'Quotas and budgets' }

type Props = { searchParams: Promise<{ month?: string }> }

export default async function QuotasPage({ searchParams }: Props) {
  const actor = await pageActor('cost:read')
  const months = lastMonths(new Date(), 12)
  const { month = months[0] ?? '' } = readUsageSearch(await readSearch(searchParams))
  const [{ limits, running }, deployed] = await Promise.all([readLimits(actor, { month }), getTenantLimits(actor)])
  return (
    <>
      <PageHeader
        title="Quotas and budgets"
        description={
          <>
            What runs of {sayMonth(month)} may use, and what is left of it. What would go beyond is denied when it is to
            begin. Limits are set in <TextLink href="/policy">a policy draft</TextLink>.
          </>
        }
        actions={<MonthFilter months={months} />}
      />
      <Section title="Budgets and hours">
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {limits.map((standing) => (
            <LimitCard key={titleOf(standing)} standing={standing} days={monthNamed(month).days} />
          ))}
        </div>
      </Section>
      <Section title="Runs at once" description="Beyond these a run waits; it is not denied.">
        <RunningTable rows={running} />
      </Section>
      <Section title="What is deployed" description="Counted when something is deployed, by its estimate.">
        <LimitStats limits={deployed} />
      </Section>
    </>
  )
}
