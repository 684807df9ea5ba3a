import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import type { TenantUsed } from '#lib/usage/read-tenants.ts'
import { sayHours, sayShort } from '#lib/usage/words.ts'

/** What each tenant used of a month, beside its budget. */
export function TenantsTable({ rows }: { rows: readonly TenantUsed[] }) {
  const head = (
    <>
      <Column>Tenant</Column>
      <Column end>Cost</Column>
      <Column end>Set aside</Column>
      <Column end>Budget</Column>
      <Column end>Of the budget</Column>
      <Column end>Expected</Column>
      <Column>Budget reached</Column>
      <Column end>Runtime</Column>
    </>
  )
  return (
    <Table label="Use by tenant" head={head}>
      {rows.map((row) => (
        <Row key={row.tenantId}>
          <Cell part="main" grow>
            {row.name}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {formatMicros(row.costMicros)}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {row.reservedMicros ? formatMicros(row.reservedMicros) : ''}
          </Cell>
          <Cell end label="Budget" className="tabular-nums">
            {row.budget === null ? 'no budget' : formatMicros(row.budget)}
          </Cell>
          <Cell end className="tabular-nums">
            {row.budget ? `${Math.round((row.costMicros / row.budget) * 100)} %` : ''}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {sayShort(row.projection?.expected)}
          </Cell>
          <Cell part="extra" className="tabular-nums">
            {row.projection?.reachesAt?.slice(0, 10) ?? ''}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {sayHours(row.usedMs)}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
