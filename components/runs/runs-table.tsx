import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { type RunColumnName, runColumns, usualColumns } from '#lib/runs/run-columns.ts'
import { type RunRow, runCells } from './run-cells.tsx'

export type { RunRow }

/** On a runner's own page what would be the same in every row is left out, and the token leads. */
const ofOne: readonly RunColumnName[] = ['status', 'reason', 'origin', 'took', 'memory', 'asked']

type Props = { rows: readonly RunRow[]; ofOneRunner?: boolean; columns?: readonly RunColumnName[] }

/** Runs, one a row, in the chosen columns. */
export function RunsTable({ rows, ofOneRunner = false, columns = usualColumns }: Props) {
  const shown = ofOneRunner ? ofOne : columns
  const head = (
    <>
      {ofOneRunner ? <Column>Token</Column> : null}
      {shown.map((name) => (
        <Column key={name} end={Boolean(runCells[name].cell?.end)}>
          {runColumns[name]}
        </Column>
      ))}
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
          ) : null}
          {shown.map((name) => {
            const { cell, title, draw } = runCells[name]
            return (
              <Cell key={name} {...cell} title={title?.(row)}>
                {draw(row)}
              </Cell>
            )
          })}
        </Row>
      ))}
    </Table>
  )
}
