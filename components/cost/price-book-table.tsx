import { Badge } from '#components/ui/badge.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { formatPrice } from '#lib/cost/money.ts'
import type { Price } from '#lib/cost/schema.ts'

const statusWords = { read: 'Read on the page', published: 'Commonly published', set: 'Set here' } as const

/** Every price of a book, with where it comes from and how sure it is. */
export function PriceBookTable({ prices }: { prices: readonly Price[] }) {
  const head = (
    <>
      <Column>Service</Column>
      <Column>Item</Column>
      <Column end>Price</Column>
      <Column>Unit</Column>
      <Column>Status</Column>
      <Column>Source</Column>
    </>
  )
  return (
    <Table label="Prices" head={head}>
      {prices.map((price) => (
        <Row key={price.id}>
          <Cell part="main">{price.service}</Cell>
          <Cell grow title={price.note}>
            {price.item}
            {price.note ? <span className="text-ink-muted"> · {price.note}</span> : null}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {formatPrice(price.micros)}
          </Cell>
          <Cell>{price.unit}</Cell>
          <Cell>
            <Badge tone={price.status === 'read' ? 'good' : 'neutral'}>{statusWords[price.status]}</Badge>
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {price.source.startsWith('https://') ? (
              <a href={price.source} rel="noreferrer" className="text-accent-text hover:underline">
                {price.source.replace('https://', '')}
              </a>
            ) : (
              price.source
            )}
            , {price.date}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
