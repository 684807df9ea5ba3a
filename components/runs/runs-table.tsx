import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { durationWords } from '#components/ui/time-words.ts'

export type RunRow = {
  id: string
  token: string
  origin: string
  status: string
  reason: string | null
  coldStart: boolean | null
  durationMs: number | null
  maxMemoryMib: number | null
  createdAt: Date
  runner: { name: string; environment: { name: string } }
}

/** Runs, one a row. */
export function RunsTable({ rows }: { rows: readonly RunRow[] }) {
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Status</Column>
      <Column>Token</Column>
      <Column>Started by</Column>
      <Column end>Took</Column>
      <Column end>Memory</Column>
      <Column end>Asked for</Column>
    </>
  )
  return (
    <Table label="Runs" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={`/runs/${row.id}`}>{row.runner.name}</RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.runner.environment.name} />
          </Cell>
          <Cell title={row.reason ?? undefined}>
            <Status status={row.status} />
          </Cell>
          <Cell part="extra" grow className="font-mono text-ink-muted text-sm" title={row.token}>
            {row.token}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {wordsOf(row.origin).word}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.durationMs === null ? '–' : durationWords(row.durationMs)}
            {row.coldStart ? <span className="text-ink-muted"> cold</span> : null}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.maxMemoryMib === null ? '–' : `${row.maxMemoryMib} MiB`}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
