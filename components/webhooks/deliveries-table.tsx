import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { type NotificationKindName, notificationKindWords } from '#lib/notifications/schema.ts'

export type DeliveryRow = {
  id: string
  eventId: string
  kind: NotificationKindName | null
  status: string
  attempts: number
  nextAt: Date
  lastStatus: number | null
  lastError: string | null
  createdAt: Date
}

export const kindWord = (kind: NotificationKindName | null): string => (kind ? notificationKindWords[kind] : 'Test')

/** How many times it was tried, in words. */
export const triesInWords = (attempts: number): string => `${attempts} ${attempts === 1 ? 'try' : 'tries'}`

/** The log of a webhook. `hrefOf` opens one beside the list. */
export function DeliveriesTable({ rows, query }: { rows: readonly DeliveryRow[]; query: string }) {
  const hrefOf = (id: string) => {
    const search = new URLSearchParams(query)
    search.set('delivery', id)
    return `?${search}`
  }
  const head = (
    <>
      <Column>Event</Column>
      <Column>Status</Column>
      <Column>Answered</Column>
      <Column>Tried</Column>
      <Column>Next</Column>
      <Column end>When</Column>
    </>
  )
  return (
    <Table label="Deliveries" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={hrefOf(row.id)} scroll={false}>
              {kindWord(row.kind)}
            </RowLink>
          </Cell>
          <Cell part="end">
            <Status status={row.status} />
          </Cell>
          <Cell grow className="text-ink-muted">
            {row.lastError ?? (row.lastStatus === null ? '—' : row.lastStatus)}
          </Cell>
          <Cell className="tabular-nums">{triesInWords(row.attempts)}</Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.status === 'waiting' ? <RelativeTime at={row.nextAt} /> : '—'}
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
