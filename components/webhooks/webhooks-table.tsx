import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { type NotificationKindName, notificationKindWords } from '#lib/notifications/schema.ts'

export type WebhookRow = {
  id: string
  name: string
  url: string
  kinds: NotificationKindName[]
  failingSince: Date | null
  disabledAt: Date | null
  disabledWhy: string | null
  createdAt: Date
}

/** How a webhook stands, in one word. */
export function WebhookStatus({ webhook }: { webhook: Pick<WebhookRow, 'disabledAt' | 'failingSince'> }) {
  if (webhook.disabledAt) return <Status status="disabled">Switched off</Status>
  return webhook.failingSince ? <Status status="warning">Failing</Status> : <Status status="active">On</Status>
}

/** Which kinds a webhook is told, short enough for a line. */
function kindsInWords(kinds: readonly NotificationKindName[]): string {
  if (!kinds.length) return 'Everything'
  const [first] = kinds
  return kinds.length === 1 && first ? notificationKindWords[first] : `${kinds.length} kinds`
}

/** Webhooks of the tenant with how they stand. */
export function WebhooksTable({ rows }: { rows: readonly WebhookRow[] }) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Status</Column>
      <Column>Goes to</Column>
      <Column>Is told</Column>
      <Column end>Set up</Column>
    </>
  )
  return (
    <Table label="Webhooks" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={`/settings/webhooks/${row.id}`}>{row.name}</RowLink>
          </Cell>
          <Cell part="end">
            <WebhookStatus webhook={row} />
          </Cell>
          <Cell grow>
            {/* The rest of an address is often a secret of its own. */}
            <code>{new URL(row.url).host}</code>
          </Cell>
          <Cell className="text-ink-muted">
            <span title={row.kinds.map((kind) => notificationKindWords[kind]).join('\n') || undefined}>
              {kindsInWords(row.kinds)}
            </span>
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
