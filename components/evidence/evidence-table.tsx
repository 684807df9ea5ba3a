import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { IntegrityMark } from './integrity-mark.tsx'
import { SubjectChips, type Subjects } from './subject-chips.tsx'

export type EvidenceTableRow = Subjects & {
  id: string
  at: Date
  actorLabel: string
  result: string
  sentence: string
  /** Place in the log; null while it waits for one. */
  index: number | null
}

/** Entries, one a row: when, how it ended, what happened, who, about what, and its place in the log. */
export function EvidenceTable({ rows, label = 'Evidence' }: { rows: readonly EvidenceTableRow[]; label?: string }) {
  const head = (
    <>
      <Column>When</Column>
      <Column>
        <span className="sr-only">Result</span>
      </Column>
      <Column>What happened</Column>
      <Column>Who</Column>
      <Column>About</Column>
      <Column end>Log</Column>
    </>
  )
  return (
    <Table label={label} head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell className="text-ink-muted">
            <RelativeTime at={row.at} />
          </Cell>
          <Cell part="extra">
            <Status status={row.result} iconOnly className="align-middle" />
          </Cell>
          <Cell part="main" grow title={row.sentence}>
            <RowLink href={`/evidence/${row.id}`} className="block truncate font-normal">
              {row.sentence}
            </RowLink>
          </Cell>
          <Cell className="max-w-56 truncate" title={row.actorLabel}>
            {row.actorLabel}
          </Cell>
          <Cell part="extra">
            <SubjectChips subjects={row} />
          </Cell>
          <Cell part="end" end>
            <IntegrityMark index={row.index} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
