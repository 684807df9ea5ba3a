import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { sayWindow } from '#lib/freezes/window-words.ts'
import { type RemoveWindow, RemoveWindowButton } from './remove-window-button.tsx'

export type WindowRow = {
  id: string
  days: number[]
  fromMinute: number
  toMinute: number
  timezone: string
  createdByLabel: string
  environment: { name: string }
}

/** When environments change. `remove` for those who may take one away. */
export function WindowsTable({ rows, remove }: { rows: readonly WindowRow[]; remove?: RemoveWindow | undefined }) {
  const head = (
    <>
      <Column>Environment</Column>
      <Column>Changes begin</Column>
      <Column>Where it is that time</Column>
      <Column>Set by</Column>
      {remove ? (
        <Column>
          <span className="sr-only">Acts</span>
        </Column>
      ) : null}
    </>
  )
  return (
    <Table label="Change windows" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <EnvironmentMark name={row.environment.name} className="font-medium" />
          </Cell>
          <Cell>{sayWindow(row)}</Cell>
          <Cell className="text-ink-muted">{row.timezone}</Cell>
          <Cell part="extra" grow className="text-ink-muted">
            {row.createdByLabel}
          </Cell>
          {remove ? (
            <Cell end>
              <RemoveWindowButton
                id={row.id}
                environment={row.environment.name}
                window={sayWindow(row)}
                remove={remove}
              />
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
