import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { ActsColumn, Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { sayGates } from '#lib/environments/say-gates.ts'
import { type ChangeEnvironment, EditEnvironmentDialog } from './edit-environment-dialog.tsx'

export type EnvironmentRow = {
  id: string
  name: string
  rank: number
  target: string
  approvalsRequired: number
  requirePrevious: boolean
  soakMinutes: number
  verificationRuns: number
  variables: unknown
}

const targets: Record<string, string> = { local: 'This host', aws: 'AWS' }

/** Where manifest versions can go, in the order of promotion. */
export function EnvironmentsTable(props: {
  environments: readonly EnvironmentRow[]
  /** For those who may change what an environment asks. */
  change?: ChangeEnvironment | undefined
}) {
  const { environments, change } = props
  const head = (
    <>
      <Column>Environment</Column>
      <Column>Runs on</Column>
      <Column>What it asks</Column>
      <Column>Variables</Column>
      {change ? <ActsColumn /> : null}
    </>
  )
  return (
    <Table label="Environments" head={head}>
      {environments.map((environment, at) => (
        <Row key={environment.id}>
          <Cell part="main">
            <EnvironmentMark name={environment.name} className="font-medium" />
          </Cell>
          <Cell part="end">{targets[environment.target] ?? environment.target}</Cell>
          <Cell>{sayGates(environment, environments[at - 1]?.name)}</Cell>
          <Cell grow className="text-ink-muted">
            <Variables variables={environment.variables} />
          </Cell>
          {change ? (
            <Cell end>
              <EditEnvironmentDialog
                // Its fields begin as the environment is.
                key={JSON.stringify(environment)}
                environment={environment}
                previous={environments[at - 1]?.name}
                change={change}
              />
            </Cell>
          ) : null}
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
