import { Badge } from '#components/ui/badge.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type LimitView = {
  environment: string
  classification: string
  critical: number
  high: number
  medium: number | null
  unknown: number | null
  licences: 'deny' | 'review'
  origin: 'shipped' | 'platform' | 'tenant'
}

const origins = { shipped: 'Shipped', platform: 'Platform', tenant: 'This tenant' }
const every = (name: string, what: string) => (name === '*' ? `Every ${what}` : name)
const most = (count: number | null) => (count === null ? 'any' : count)

/** The most that artifacts may carry into each place; of the rows that apply the lowest one counts. */
export function LimitsTable({ rows }: { rows: readonly LimitView[] }) {
  const head = (
    <>
      <Column>Environment</Column>
      <Column>Data</Column>
      <Column>Set by</Column>
      <Column>Licences</Column>
      <Column end>Critical</Column>
      <Column end>High</Column>
      <Column end>Medium</Column>
      <Column end>Without data</Column>
    </>
  )
  return (
    <Table label="Artifact limits" head={head}>
      {rows.map((row) => (
        <Row key={`${row.origin} ${row.environment} ${row.classification}`}>
          <Cell part="main">{every(row.environment, 'environment')}</Cell>
          <Cell>{every(row.classification, 'classification')}</Cell>
          <Cell part="end">
            <Badge tone={row.origin === 'tenant' ? 'accent' : 'neutral'}>{origins[row.origin]}</Badge>
          </Cell>
          <Cell part="extra" grow>
            {row.licences === 'review' ? 'Allowed or judged' : 'None on the deny list'}
          </Cell>
          <Cell end>
            <span className="text-ink-muted sm:hidden">critical </span>
            {row.critical}
          </Cell>
          <Cell end>
            <span className="text-ink-muted sm:hidden">high </span>
            {row.high}
          </Cell>
          <Cell part="extra" end>
            {most(row.medium)}
          </Cell>
          <Cell part="extra" end>
            {most(row.unknown)}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
