import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { sayDuration } from '#lib/say-duration.ts'

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

/** Runs, one a row. `ofOneRunner` leaves out what would be the same in every row. */
export function RunsTable({ rows, ofOneRunner = false }: { rows: readonly RunRow[]; ofOneRunner?: boolean }) {
  const head = (
    <>
      {ofOneRunner ? null : (
        <>
          <Column>Runner</Column>
          <Column>Environment</Column>
        </>
      )}
      {ofOneRunner ? <Column>Token</Column> : null}
      <Column>Status</Column>
      <Column>{ofOneRunner ? 'Reason' : 'Token'}</Column>
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
          {ofOneRunner ? (
            <Cell part="main" title={row.token}>
              <RowLink href={`/runs/${row.id}`} className="inline-block max-w-40 truncate align-middle">
                {row.token}
              </RowLink>
            </Cell>
          ) : (
            <>
              <Cell part="main">
                <RowLink href={`/runs/${row.id}`}>{row.runner.name}</RowLink>
              </Cell>
              <Cell>
                <EnvironmentMark name={row.runner.environment.name} />
              </Cell>
            </>
          )}
          <Cell title={row.reason ?? undefined}>
            <Status status={row.status} />
          </Cell>
          {ofOneRunner ? (
            <Cell part="extra" grow className="text-ink-muted" title={row.reason ?? undefined}>
              {row.reason}
            </Cell>
          ) : (
            <Cell part="extra" grow className="font-mono text-ink-muted text-sm" title={row.token}>
              {row.token}
            </Cell>
          )}
          <Cell part="extra" className="text-ink-muted">
            {wordsOf(row.origin).word}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.durationMs === null ? '–' : sayDuration(row.durationMs)}
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
