import Link from 'next/link'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'

export type RunnerRow = { id: string; name: string; status: string; environment: { name: string } }
export type DeploymentRow = {
  id: string
  status: string
  createdAt: Date
  manifest: { name: string }
  manifestVersion: { version: number }
  environment: { name: string }
}

/** The runners that have an artifact now, and the deployments that carried it. */
export function WhereItRuns({
  runners,
  deployments,
}: {
  runners: readonly RunnerRow[]
  deployments: readonly DeploymentRow[]
}) {
  return (
    <Section title="Where it runs">
      {runners.length ? (
        <ul className="mb-4 flex flex-wrap gap-x-6 gap-y-2">
          {runners.map((runner) => (
            <li key={runner.id} className="inline-flex items-center gap-2">
              <EnvironmentMark name={runner.environment.name} />
              <Link href={`/catalog/${runner.id}`} className="font-medium text-accent-text hover:underline">
                {runner.name}
              </Link>
              <Status status={runner.status} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-4 text-ink-muted">No runner has it at present.</p>
      )}
      {deployments.length ? <Deployments rows={deployments} /> : null}
    </Section>
  )
}

function Deployments({ rows }: { rows: readonly DeploymentRow[] }) {
  const head = (
    <>
      <Column>Deployment</Column>
      <Column>Environment</Column>
      <Column>Status</Column>
      <Column end>Requested</Column>
    </>
  )
  return (
    <Table label="Deployments of this artifact" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/deployments/${row.id}`}>
              {row.manifest.name} v{row.manifestVersion.version}
            </RowLink>
          </Cell>
          <Cell>
            <EnvironmentMark name={row.environment.name} />
          </Cell>
          <Cell>
            <Status status={row.status} />
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
