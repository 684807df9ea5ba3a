import type { Metadata } from 'next'
import { PageHeader } from '#components/ui/page-header.tsx'
import { OversizedTable } from '#components/usage/oversized-table.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { formatMicros } from '#lib/cost/money.ts'
import { listOversized } from '#lib/usage/list-oversized.ts'

export const metadata: Metadata = { title: 'Sizes' }

export default async function SizesPage() {
  const actor = await pageActor('cost:read')
  const { runners, saving } = await listOversized(actor)
  return (
    <>
      <PageHeader
        title="Sizes"
        description={
          saving > 0
            ? `Runners that a smaller size would do for: up to ${formatMicros(saving)} less a month in all, if runs keep their length.`
            : 'Runners that a smaller size would do for, by the peaks and durations of the last 30 days.'
        }
      />
      <OversizedTable rows={runners} />
      <p className="prose-width mt-3 text-ink-muted">
        In the smaller size a quarter of the memory stays free above the highest peak, and the longest of the last 200
        runs ends in four fifths of its timeout even if it waits for the processor alone. Prices are those of the
        estimate.
      </p>
    </>
  )
}
