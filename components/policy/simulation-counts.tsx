import { Stat } from '#components/ui/stat.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { SimulationCounts, Tally } from '#lib/policy/simulate/schema.ts'

const SHOWN = 20
const plural = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

/** What would change, in figures: by kind, and by tenant. */
export function SimulationFigures({ counts }: { counts: SimulationCounts }) {
  const { runner, deployment, exception, tenants } = counts
  return (
    <>
      <div className="mb-5 grid gap-4 sm:grid-cols-3">
        <Figure label="Live runners" tally={runner} denied="would no longer be allowed" />
        <Figure label="Open deployments" tally={deployment} denied="would be denied" />
        <Figure label="Exceptions" tally={exception} denied="would no longer count" />
      </div>
      {tenants.length > 0 ? (
        <Table
          label="By tenant"
          head={
            <>
              <Column>Tenant</Column>
              <Column end>Denied</Column>
              <Column end>Allowed again</Column>
              <Column end>Other findings</Column>
            </>
          }
        >
          {tenants.slice(0, SHOWN).map(({ tenantId, slug, denied, allowed, other }) => (
            <Row key={tenantId}>
              <Cell part="main" grow>
                {slug}
              </Cell>
              <Cell end label="denied" className="tabular-nums">
                {denied}
              </Cell>
              <Cell end label="allowed again" className="tabular-nums">
                {allowed}
              </Cell>
              <Cell end label="other" className="tabular-nums">
                {other}
              </Cell>
            </Row>
          ))}
        </Table>
      ) : null}
      {tenants.length > SHOWN ? (
        <p className="mt-2 text-ink-muted">and {plural(tenants.length - SHOWN, 'more tenant')}</p>
      ) : null}
    </>
  )
}

function Figure({ label, tally, denied }: { label: string; tally: Tally; denied: string }) {
  return (
    <Stat
      label={label}
      value={tally.denied.toLocaleString('en')}
      note={`${denied}; ${plural(tally.allowed, 'would be', 'would be')} again, ${tally.other.toLocaleString('en')} with other findings, of ${tally.looked.toLocaleString('en')}.`}
    />
  )
}
