import type { Act } from '#components/tenancy/act.ts'
import { ConfirmButton } from '#components/ui/confirm-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type SilenceView = {
  id: string
  state: 'in_force' | 'over' | 'lifted'
  rule: string | null
  ruleId: string | null
  runner: string | null
  reason: string
  endsAt: Date
  createdByLabel: string
  endedByLabel: string | null
}

/** Silences, newest first. */
export function SilencesTable({ rows, end }: { rows: readonly SilenceView[]; end?: Act<{ id: string }> | undefined }) {
  const head = (
    <>
      <Column>Reason</Column>
      <Column>Standing</Column>
      <Column>Of</Column>
      <Column end>Until</Column>
      <Column>By</Column>
      {end ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Silences" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow title={row.reason}>
            {row.reason}
          </Cell>
          <Cell part="end">
            <Status status={row.state} />
          </Cell>
          <Cell>{[row.rule ?? 'every rule', row.runner].filter(Boolean).join(', ')}</Cell>
          <Cell end className="text-ink-muted" label="Until">
            <RelativeTime at={row.endsAt} />
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.endedByLabel ? `${row.endedByLabel} ended it` : row.createdByLabel}
          </Cell>
          {end ? (
            <Cell end>
              {row.state === 'in_force' ? (
                <ConfirmButton
                  label="End"
                  name={`End the silence: ${row.reason}`}
                  title="End this silence?"
                  confirm="End the silence"
                  done="The silence is ended."
                  act={end}
                  input={{ id: row.id }}
                >
                  What is still open is told within a minute.
                </ConfirmButton>
              ) : null}
            </Cell>
          ) : null}
        </Row>
      ))}
    </Table>
  )
}
