import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { StageName } from '#lib/provisioning/stage-names.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { StageStrip } from './stage-strip.tsx'

export type DeploymentRow = {
  id: string
  kind: string
  status: string
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  manifest: { name: string }
  manifestVersion: { version: number }
  environment: { name: string }
  stages: { name: StageName; status: string }[]
}

/** Deployments, one a row. */
export function DeploymentsTable({ rows }: { rows: readonly DeploymentRow[] }) {
  const head = (
    <>
      <Column>Manifest</Column>
      <Column>Environment</Column>
      <Column>Status</Column>
      <Column>Stages</Column>
      <Column end>Took</Column>
      <Column end>Requested</Column>
    </>
  )
  return (
    <Table label="Deployments" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/deployments/${row.id}`}>{row.manifest.name}</RowLink>{' '}
            <span className="text-ink-muted">
              v{row.manifestVersion.version}
              {row.kind === 'deploy' ? '' : ` · ${row.kind}`}
            </span>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment.name} />
          </Cell>
          <Cell>
            <Status status={row.status} />
          </Cell>
          <Cell part="extra">
            <StageStrip stages={row.stages} />
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.startedAt && row.finishedAt ? sayDuration(row.finishedAt.getTime() - row.startedAt.getTime()) : '–'}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
