import type { Metadata } from 'next'
import { PriceBookTable } from '#components/cost/price-book-table.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { pageActor } from '#lib/auth/page-actor.ts'
import { getPriceBook } from '#lib/cost/queries.ts'

export const metadata: Metadata = { title: 'Prices' }

export default async function PricesPage() {
  const actor = await pageActor('cost:read')
  const prices = await getPriceBook(actor)
  if (!prices) {
    return (
      <>
        <PageHeader title="Prices" />
        <Notice kind="caution" title="No price book is active">
          Nothing can be estimated or deployed until a platform admin activates one.
        </Notice>
      </>
    )
  }
  const { version, digest, book } = prices
  return (
    <>
      <PageHeader
        title="Prices"
        description={`${book.name}, ${book.date}. Each price says where it comes from.`}
        actions={
          <span className="text-ink-muted">
            Version {version} <Digest digest={digest} />
          </span>
        }
      />
      <PriceBookTable prices={book.prices} />
    </>
  )
}
