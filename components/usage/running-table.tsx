import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { classRules } from '#lib/manifests/classes.ts'
import type { RunningStanding } from '#lib/usage/read-limits.ts'

/** Runs of each class under way now, beside the most there may be. */
export function RunningTable({ rows }: { rows: readonly RunningStanding[] }) {
  const head = (
    <>
      <Column>Class</Column>
      <Column end>Under way</Column>
      <Column end>At most</Column>
      <Column>Set by</Column>
    </>
  )
  return (
    <Table label="Runs at once by class" head={head}>
      {rows.map(({ class: name, running, limit, scope }) => (
        <Row key={name}>
          <Cell part="main" grow>
            {classRules[name].title}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {running}
          </Cell>
          <Cell end label="At most" className="tabular-nums">
            {limit ?? 'no limit'}
          </Cell>
          <Cell className="text-ink-muted">{limit === null ? '' : `the ${scope}`}</Cell>
        </Row>
      ))}
    </Table>
  )
}
