import type { Metadata } from 'next'
import { PriceBookTable } from '#components/cost/price-book-table.tsx'
import { RunnerCostsTable } from '#components/cost/runner-costs-table.tsx'
import { LimitStats } from '#components/policy/limit-stats.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { LoadMore } from '#components/ui/load-more.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getPriceBook, listRunnerCosts } from '#lib/cost/queries.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { getTenantLimits } from '#lib/policy/queries.ts'

export const metadata: Metadata = { title: 'Cost' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function CostPage({ searchParams }: Props) {
  const actor = await pageActor('cost:read')
  const { cursor } = await readSearch(searchParams)
  const [{ runners, next }, prices, limits] = await Promise.all([
    listRunnerCosts(actor, { cursor }),
    getPriceBook(actor),
    getTenantLimits(actor),
  ])
  return (
    <>
      <PageHeader title="Cost" description="What the runners were estimated to cost a month when they were deployed." />
      <LimitStats limits={limits} />
      <Section title="Runners" className="mt-6">
        <RunnerCostsTable rows={runners} />
        <LoadMore next={next} />
      </Section>
      {prices ? (
        <Section
          title="Price book"
          description={`${prices.book.name}, ${prices.book.date}. Each price says where it comes from.`}
          actions={
            <span className="text-ink-muted">
              Version {prices.version} <Digest digest={prices.digest} />
            </span>
          }
        >
          <PriceBookTable prices={prices.book.prices} />
        </Section>
      ) : (
        <Notice kind="caution" title="No price book is active">
          Nothing can be estimated or deployed until a platform admin activates one.
        </Notice>
      )}
    </>
  )
}
