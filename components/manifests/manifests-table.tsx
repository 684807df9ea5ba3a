import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { classRules, type NetworkProfileName, profileTitles, type RunnerClassName } from '#lib/manifests/classes.ts'

export type ManifestRow = {
  id: string
  name: string
  pipeline: string
  owner: string
  runnerClass: RunnerClassName
  size: string
  profile: NetworkProfileName
  latestVersion: number
  updatedAt: Date
  runners: { id: string; environment: { name: string; rank: number }; manifestVersion: { version: number } }[]
}

/** Manifests, one a row, with where each runs and in which version. */
export function ManifestsTable({ rows }: { rows: readonly ManifestRow[] }) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Class</Column>
      <Column>Network</Column>
      <Column>Owner</Column>
      <Column>Runs in</Column>
      <Column end>Changed</Column>
    </>
  )
  return (
    <Table label="Manifests" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/manifests/${row.id}`}>{row.name}</RowLink>{' '}
            <span className="text-ink-muted">
              v{row.latestVersion} · {row.pipeline}
            </span>
          </Cell>
          <Cell>
            {classRules[row.runnerClass].title} <span className="text-ink-muted">{row.size}</span>
          </Cell>
          <Cell part="extra">{profileTitles[row.profile]}</Cell>
          <Cell part="extra">{row.owner}</Cell>
          <Cell>
            <span className="flex gap-3">
              {row.runners.length === 0 ? <span className="text-ink-faint">nowhere yet</span> : null}
              {row.runners
                .toSorted((a, b) => a.environment.rank - b.environment.rank)
                .map((runner) => (
                  <span key={runner.id} className="inline-flex items-center gap-1">
                    <EnvironmentMark name={runner.environment.name} />
                    <span className="text-ink-muted">v{runner.manifestVersion.version}</span>
                  </span>
                ))}
            </span>
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.updatedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
