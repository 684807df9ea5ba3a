import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import { DaysForm } from './days-form.tsx'

export type RetentionRow<I> = { label: string; days: number; own: boolean; inputOf: I }

type Props<I> = {
  label: string
  rows: readonly RetentionRow<I>[]
  /** Left out for those who may not change it. */
  save?: ((input: I & { days: number }) => Promise<Answer<unknown>>) | undefined
}

/** How long things are kept, one class a row. */
export function RetentionTable<I>({ label, rows, save }: Props<I>) {
  return (
    <Table
      label={label}
      head={
        <>
          <Column>What</Column>
          <Column>Who says so</Column>
          <Column end>Days</Column>
        </>
      }
    >
      {rows.map((row) => (
        <Row key={row.label}>
          <Cell part="main" grow>
            {row.label}
          </Cell>
          <Cell label="Said by">{row.own ? 'this tenant' : 'the product'}</Cell>
          <Cell part="end" end>
            {save ? <DaysForm label={row.label} days={row.days} inputOf={row.inputOf} save={save} /> : row.days}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
