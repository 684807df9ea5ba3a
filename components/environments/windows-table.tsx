import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { sayWindow } from '#lib/freezes/window-words.ts'

export type WindowRow = {
  id: string
  days: number[]
  fromMinute: number
  toMinute: number
  timezone: string
  createdByLabel: string
  environment: { name: string }
}

type Props = { rows: readonly WindowRow[]; remove?: Act<{ id: string }> | undefined }

/** When environments change. `remove` for those who may take one away. */
export function WindowsTable({ rows, remove }: Props) {
  const head = (
    <>
      <Column>Environment</Column>
      <Column>Changes begin</Column>
      <Column>Where it is that time</Column>
      <Column>Set by</Column>
      {remove ? <ActsColumn /> : null}
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
              <ConfirmButton
                label="Take away"
                title={`Take ${sayWindow(row)} away from ${row.environment.name}?`}
                confirm="Take it away"
                done={`${row.environment.name} no longer has that window.`}
                act={remove}
                input={{ id: row.id }}
              >
                Without its last window {row.environment.name} changes at any time.
              </ConfirmButton>
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
