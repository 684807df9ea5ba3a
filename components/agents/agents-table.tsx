import type { Act } from '#components/tenancy/act.ts'
import { RevokeButton } from '#components/tenancy/revoke-button.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'

export type AgentRow = {
  id: string
  kind: 'instance' | 'on_premise'
  name: string
  version: string
  standing: string
  health: string | null
  classes: readonly string[]
  capacity: number
  lastSeenAt: Date | null
  environment: { name: string }
  runner: { id: string; name: string } | null
}

const head = (
  <>
    <Column>Name</Column>
    <Column>Status</Column>
    <Column>Environment</Column>
    <Column>Runs</Column>
    <Column>Last heard of</Column>
    <Column>Version</Column>
    <ActsColumn />
  </>
)

/** Agents with how they stand and what they can run; `revoke` is left out for people who may not. */
export function AgentsTable({ agents, revoke }: { agents: readonly AgentRow[]; revoke?: Act<{ id: string }> }) {
  return (
    <Table label="Agents" head={head}>
      {agents.map((agent) => (
        <Row key={agent.id}>
          <Cell part="main" grow className="font-medium">
            {agent.name}
            {agent.health ? <span className="block font-normal text-ink-muted text-sm">{agent.health}</span> : null}
          </Cell>
          <Cell>
            <Status status={agent.standing} />
          </Cell>
          <Cell>
            <EnvironmentMark name={agent.environment.name} />
          </Cell>
          <Cell className="text-ink-muted">
            {agent.runner ? (
              <TextLink href={`/catalog/${agent.runner.id}`}>{agent.runner.name}</TextLink>
            ) : (
              agent.classes.map((name) => name.replaceAll('_', ' ')).join(', ')
            )}
            {`, ${agent.capacity} at once`}
          </Cell>
          <Cell label="Heard of" className="text-ink-muted">
            {agent.lastSeenAt ? <RelativeTime at={agent.lastSeenAt} /> : 'Never'}
          </Cell>
          <Cell part="extra" className="text-ink-muted">
            {agent.version}
          </Cell>
          <Cell part="end" end>
            {revoke && agent.standing !== 'revoked' ? (
              <RevokeButton id={agent.id} name={agent.name} what="agent" revoke={revoke}>
                It stops, nothing more of it is taken, and the runs it holds are given to others. To use the host again,
                enrol it anew.
              </RevokeButton>
            ) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
