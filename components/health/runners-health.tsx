import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { RunnerHealth } from '#lib/health/runner-health.ts'

const figure = (value: number) => (value ? value.toLocaleString('en-US') : '–')
const standing = (row: RunnerHealth) => (row.failingSince ? 'failing' : row.errorRate === null ? 'untried' : 'healthy')

/** Runners of the last hour, the worst first. */
export function RunnersHealth({ rows }: { rows: readonly RunnerHealth[] }) {
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Newest run</Column>
      <Column end>Ended</Column>
      <Column end>Failed</Column>
      <Column end>Denied</Column>
      <Column end>Retries</Column>
      <Column end>Waiting</Column>
      <Column end>Oldest</Column>
      <Column end>Dead letters</Column>
    </>
  )
  return (
    <Table label="Runners, the worst first" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/runs?runnerId=${row.id}&since=1h`}>{row.name}</RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment} />
          </Cell>
          <Cell part="end">
            <Status status={standing(row)} />
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {figure(row.succeeded + row.failed)}
          </Cell>
          <Cell end className="tabular-nums" label="Failed">
            {row.failed ? `${figure(row.failed)} (${row.errorRate} %)` : '–'}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {figure(row.denied)}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {figure(row.retries)}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {figure(row.waiting)}
          </Cell>
          <Cell part="extra" end className="text-ink-muted">
            {row.oldestAt ? <RelativeTime at={row.oldestAt} /> : '–'}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {figure(row.deadLetters)}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
