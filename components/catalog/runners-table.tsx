import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { type NetworkProfileName, profileTitles, type RunnerClassName, sayClass } from '#lib/manifests/classes.ts'

export type RunnerRow = {
  id: string
  name: string
  status: string
  runnerClass: RunnerClassName
  size: string
  profile: NetworkProfileName
  pipeline: string
  pipelineVersion: number
  artifactDigest: string
  observedAt: Date
  environment: { name: string }
  manifestVersion: { version: number }
}

/** Runners, one a row. `lapsed`: those that run nothing, because an exception that they live on has ended. */
export function RunnersTable({ rows, lapsed }: { rows: readonly RunnerRow[]; lapsed?: Record<string, unknown> }) {
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Status</Column>
      <Column>Class</Column>
      <Column>Network</Column>
      <Column>Pipeline</Column>
      <Column>Artifact</Column>
      <Column end>Observed</Column>
    </>
  )
  return (
    <Table label="Runners" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/catalog/${row.id}`}>{row.name}</RowLink>{' '}
            <span className="text-ink-muted">v{row.manifestVersion.version}</span>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment.name} />
          </Cell>
          <Cell>
            <Status status={lapsed?.[row.id] && row.status === 'active' ? 'exception_ended' : row.status} />
          </Cell>
          <Cell part="extra">{sayClass(row)}</Cell>
          <Cell part="extra">{profileTitles[row.profile]}</Cell>
          <Cell part="extra">
            {row.pipeline} <span className="text-ink-muted">v{row.pipelineVersion}</span>
          </Cell>
          <Cell part="extra">
            <Digest digest={row.artifactDigest} href={`/go/${row.artifactDigest}`} />
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.observedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
