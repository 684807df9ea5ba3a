import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { sayDuration } from '#lib/say-duration.ts'
import { type Silence, SilenceDialog } from './silence-dialog.tsx'

export type AlertView = {
  id: string
  ruleId: string
  runnerId: string
  sentence: string
  state: 'open' | 'resolved'
  openedAt: Date
  resolvedAt: Date | null
  toldAt: Date | null
  silenceId: string | null
  rule: { name: string; removedAt: Date | null }
}

/** Alerts, newest first. `open`: the one a notification leads to. */
export function AlertsTable(props: {
  rows: readonly AlertView[]
  open?: string | undefined
  silence?: Silence | undefined
}) {
  const { rows, open, silence } = props
  const head = (
    <>
      <Column>Rule</Column>
      <Column>Standing</Column>
      <Column>What it found</Column>
      <Column>Told</Column>
      <Column end>Since</Column>
      <Column end>Lasted</Column>
      {silence ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Alerts" head={head}>
      {rows.map((row) => (
        <Row key={row.id} className={row.id === open ? 'bg-accent-soft' : undefined}>
          <Cell part="main">
            <RowLink href={row.runnerId ? `/runs?runnerId=${row.runnerId}&since=24h` : `/alerts?ruleId=${row.ruleId}`}>
              {row.rule.name}
            </RowLink>
          </Cell>
          <Cell part="end">
            <Status status={row.state === 'open' ? 'failing' : 'resolved'} />
          </Cell>
          <Cell grow title={row.sentence}>
            {row.sentence}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.toldAt ? <RelativeTime at={row.toldAt} /> : row.silenceId ? 'silenced' : 'not yet'}
          </Cell>
          <Cell end className="text-ink-muted" label="Since">
            <RelativeTime at={row.openedAt} />
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.resolvedAt ? sayDuration(row.resolvedAt.getTime() - row.openedAt.getTime()) : '–'}
          </Cell>
          {silence ? (
            <Cell end>
              {row.state === 'open' && !row.rule.removedAt ? (
                <span className="relative z-10">
                  <SilenceDialog
                    size="sm"
                    silence={silence}
                    of={{ ruleId: row.ruleId, name: row.rule.name, ...(row.runnerId && { runnerId: row.runnerId }) }}
                  />
                </span>
              ) : null}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
