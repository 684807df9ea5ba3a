import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type UseOfException = {
  at: Date
  deploymentId: string
  version: number
  runner: { id: string; name: string; environment: string }
  lives: boolean
  /** Whether the runner may run nothing because of it. */
  lapsed: boolean
}

/** What was deployed by an exception, and what of it still is. */
export function LivingRunners({ uses }: { uses: readonly UseOfException[] }) {
  if (!uses.length) return <p className="text-ink-muted">Nothing has been deployed by it.</p>
  const head = (
    <>
      <Column>Runner</Column>
      <Column>Environment</Column>
      <Column>Now</Column>
      <Column>Deployment</Column>
      <Column end>Deployed</Column>
    </>
  )
  return (
    <Table label="Runners that live on it" head={head}>
      {uses.map(({ deploymentId, runner, version, lives, lapsed, at }) => (
        <Row key={deploymentId}>
          <Cell part="main" grow>
            <RowLink href={`/catalog/${runner.id}`}>{runner.name}</RowLink>{' '}
            <span className="text-ink-muted">v{version}</span>
          </Cell>
          <Cell>
            <EnvironmentMark name={runner.environment} />
          </Cell>
          <Cell part="end">
            {lapsed ? (
              <Status status="exception_ended">Runs nothing</Status>
            ) : lives ? (
              <Status status="active">Lives on it</Status>
            ) : (
              <Status status="superseded">Deployed anew since</Status>
            )}
          </Cell>
          <Cell part="extra">
            <TextLink href={`/deployments/${deploymentId}`}>the deployment</TextLink>
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={at} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
