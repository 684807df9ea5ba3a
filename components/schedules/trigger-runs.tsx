import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'

type Started = { id: string; token: string; status: string; reason: string | null; createdAt: Date }

/** The newest runs of a trigger. */
export function TriggerRuns({ runs }: { runs: readonly Started[] }) {
  if (!runs.length) return <p className="text-ink-muted">It has started none yet.</p>
  const head = (
    <>
      <Column>Token</Column>
      <Column>Status</Column>
      <Column>Asked for</Column>
    </>
  )
  return (
    <Table label="Runs" head={head}>
      {runs.map(({ id, token, status, reason, createdAt }) => (
        <Row key={id}>
          <Cell part="main" grow>
            <RowLink href={`/runs/${id}`}>
              <code>{token}</code>
            </RowLink>
          </Cell>
          <Cell part="end" title={reason ?? undefined}>
            <Status status={status} />
          </Cell>
          <Cell className="text-ink-muted">
            <RelativeTime at={createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
