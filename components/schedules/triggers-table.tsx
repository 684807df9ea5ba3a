import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { kindTitles, sayTrigger } from '#lib/triggers/say-trigger.ts'

export type TriggerRow = {
  id: string
  kind: keyof typeof kindTitles
  cron: string | null
  timezone: string | null
  prefix: string | null
  topicName: string | null
  pipeline: string | null
  nextAt: Date | null
  lastAt: Date | null
  heldBack: string | null
  runner: { name: string; environment: { name: string } }
}

/** What starts runs by itself; a row opens the trigger. */
export function TriggersTable({ rows }: { rows: readonly TriggerRow[] }) {
  const head = (
    <>
      <Column>Trigger</Column>
      <Column>Runner</Column>
      <Column>Kind</Column>
      <Column>Standing</Column>
      <Column>Next</Column>
      <Column>Last</Column>
    </>
  )
  return (
    <Table label="Triggers" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/schedules/triggers/${row.id}`}>{sayTrigger(row)}</RowLink>
          </Cell>
          <Cell>
            <span className="inline-flex items-center gap-2">
              {row.runner.name} <EnvironmentMark name={row.runner.environment.name} />
            </span>
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {kindTitles[row.kind]}
          </Cell>
          <Cell part="end" title={row.heldBack ?? undefined}>
            <Status status={row.heldBack ? 'held' : 'armed'} />
          </Cell>
          <Cell className="text-ink-muted" label="Next">
            {row.kind === 'schedule' && row.nextAt ? <RelativeTime at={row.nextAt} /> : null}
          </Cell>
          <Cell className="text-ink-muted" label="Last">
            {row.lastAt ? <RelativeTime at={row.lastAt} /> : 'Never'}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
