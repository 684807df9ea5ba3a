import type { Metadata } from 'next'
import { LoadMore } from '#components/ui/load-more.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Section } from '#components/ui/section.tsx'
import { ErrorsTable } from '#components/usage/errors-table.tsx'
import { EstimatesTable } from '#components/usage/estimates-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { readSearch } from '#lib/http/search-params.ts'
import { listEstimates, readEstimateErrors } from '#lib/usage/list-estimates.ts'

export const metadata: Metadata = { title: 'Estimates' }

type Props = { searchParams: Promise<{ cursor?: string }> }

export default async function EstimatesPage({ searchParams }: Props) {
  const actor = await pageActor('cost:read')
  const { cursor } = await readSearch(searchParams)
  const [{ runners, next }, errors] = await Promise.all([listEstimates(actor, { cursor }), readEstimateErrors(actor)])
  return (
    <>
      <PageHeader
        title="Estimates"
        description="What use was estimated to cost when it was deployed, against the runs and durations that were measured, at the same prices. Network, storage and secrets stand whatever runs and are not compared."
      />
      <Section
        title="Past error by class"
        description="Of what all runners of the class came to, and of each by itself."
      >
        <ErrorsTable errors={errors} />
      </Section>
      <Section
        title="Runners"
        description="As estimated → as measured in the last 30 full days, for a month. Booked: what these runs cost where they ran."
      >
        <EstimatesTable rows={runners} />
        <LoadMore next={next} />
      </Section>
    </>
  )
}
