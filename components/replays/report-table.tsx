import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { outcomeWords, type ReplayOutcome } from '#lib/replays/schema.ts'

export type ItemRow = {
  seq: number
  token: string
  runner: string
  outcome: ReplayOutcome
  runId: string | null
  deadLetterId: string
  reason: string | null
  endedAt: Date | null
}

/** The reconciliation of a replay, one token a row. */
export function ReportTable({ rows }: { rows: readonly ItemRow[] }) {
  const head = (
    <>
      <Column end>No.</Column>
      <Column>Token</Column>
      <Column>Runner</Column>
      <Column>Outcome</Column>
      <Column>Why</Column>
      <Column>Run</Column>
      <Column end>Ended</Column>
    </>
  )
  return (
    <Table label="Tokens" head={head}>
      {rows.map((row) => (
        <Row key={row.seq}>
          <Cell part="extra" end className="tabular-nums">
            {row.seq}
          </Cell>
          <Cell part="main" className="font-mono">
            <RowLink href={`/dead-letters/${row.deadLetterId}`}>{row.token}</RowLink>
          </Cell>
          <Cell>{row.runner}</Cell>
          <Cell part="end">{outcomeWords[row.outcome]}</Cell>
          <Cell grow title={row.reason ?? ''} className="text-ink-muted">
            {row.reason}
          </Cell>
          <Cell className="relative z-10">
            {row.runId ? <TextLink href={`/runs/${row.runId}`}>Open</TextLink> : null}
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            {row.endedAt ? <RelativeTime at={row.endedAt} /> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
