import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type EnvironmentRow = {
  id: string
  name: string
  rank: number
  target: string
  approvalsRequired: number
  variables: unknown
}

const targets: Record<string, string> = { local: 'This host', aws: 'AWS' }

/** Where manifest versions can go, in the order of promotion. */
export function EnvironmentsTable({ environments }: { environments: readonly EnvironmentRow[] }) {
  const head = (
    <>
      <Column>Environment</Column>
      <Column>Runs on</Column>
      <Column>Approvals</Column>
      <Column>Variables</Column>
    </>
  )
  return (
    <Table label="Environments" head={head}>
      {environments.map((environment) => (
        <Row key={environment.id}>
          <Cell part="main">
            <EnvironmentMark name={environment.name} className="font-medium" />
          </Cell>
          <Cell part="end">{targets[environment.target] ?? environment.target}</Cell>
          <Cell>
            {environment.approvalsRequired === 0
              ? 'Nobody need approve'
              : environment.approvalsRequired === 1
                ? '1 person must approve'
                : `${environment.approvalsRequired} people must approve`}
          </Cell>
          <Cell grow className="text-ink-muted">
            <Variables variables={environment.variables} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function Variables({ variables }: { variables: unknown }) {
  const entries = Object.entries((variables ?? {}) as Record<string, unknown>)
  if (entries.length === 0) return 'None'
  return (
    <code className="whitespace-normal">{entries.map(([name, value]) => `${name}=${String(value)}`).join('  ')}</code>
  )
}
