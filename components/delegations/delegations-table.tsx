'use client'

import type { Act } from '#components/tenancy/act.ts'
import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { toastDone, toastRefused } from '#components/ui/toast.ts'
import { useAct } from '#components/ui/use-act.ts'

export type DelegationRow = {
  id: string
  from: string
  to: string
  reason: string
  startsAt: Date
  endsAt: Date
  state: 'scheduled' | 'active' | 'expired'
  /** Whether the reader may end it. */
  mine: boolean
}

type End = Act<{ id: string }, unknown>

/** Who decides on whose behalf. */
export function DelegationsTable({ rows, end }: { rows: readonly DelegationRow[]; end: End }) {
  const head = (
    <>
      <Column>Away</Column>
      <Column>Decides instead</Column>
      <Column>Status</Column>
      <Column end>Until</Column>
      <ActsColumn />
    </>
  )
  return (
    <Table label="Delegations" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            {row.from}
            <span className="block text-ink-muted text-sm">{row.reason}</span>
          </Cell>
          <Cell>{row.to}</Cell>
          <Cell>
            <Status status={row.state}>{row.state === 'expired' ? 'Over' : undefined}</Status>
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            <RelativeTime at={row.endsAt} />
          </Cell>
          <Cell part="end" end>
            {row.mine && row.state !== 'expired' ? <EndButton row={row} end={end} /> : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function EndButton({ row, end }: { row: DelegationRow; end: End }) {
  const { run, pending } = useAct(
    async (input: { id: string }) => {
      const answer = await end(input)
      if (!answer.ok) toastRefused(answer.problem)
      return answer
    },
    () => toastDone(`${row.to} no longer decides on behalf of ${row.from}.`),
  )
  return (
    <Button
      size="sm"
      pending={pending}
      aria-label={`End what ${row.from} delegated to ${row.to}`}
      onClick={() => run({ id: row.id })}
    >
      End it
    </Button>
  )
}
