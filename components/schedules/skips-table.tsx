import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { absoluteWords } from '#components/ui/time-words.ts'
import { saySkip } from '#lib/triggers/say-trigger.ts'

export type SkipRow = {
  id: string
  reason: 'excluded' | 'paused' | 'missed'
  because: string
  firstAt: Date
  lastAt: Date
  count: number
}

/** Ticks that became no run, newest first, by the clock of the schedule. */
export function SkipsTable({ rows, zone }: { rows: readonly SkipRow[]; zone: string }) {
  const head = (
    <>
      <Column>Why</Column>
      <Column end>Ticks</Column>
      <Column>First</Column>
      <Column>Last</Column>
    </>
  )
  return (
    <Table label="Ticks that were let go" head={head}>
      {rows.map(({ id, reason, because, firstAt, lastAt, count }) => (
        <Row key={id}>
          <Cell part="main" grow title={because}>
            {saySkip(reason, because)} <span className="text-ink-muted">{reason === 'excluded' ? null : because}</span>
          </Cell>
          <Cell part="end" end>
            {count}
          </Cell>
          <Cell className="text-ink-muted">{absoluteWords(firstAt, zone)}</Cell>
          <Cell part="extra" className="text-ink-muted">
            {count > 1 ? absoluteWords(lastAt, zone) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
