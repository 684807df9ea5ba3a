import Link from 'next/link'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import { formatMicros } from '#lib/cost/money.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { runsOf, type UsageFigures, type UsageRow } from '#lib/usage/schema.ts'

type Props = {
  rows: readonly UsageRow[]
  total: UsageFigures
  first: string
  href?: ((key: string) => string) | undefined
}

/** What each group used in a month, with its share of the whole. */
export function UsageTable({ rows, total, first, href }: Props) {
  const head = (
    <>
      <Column>{first}</Column>
      <Column end>Cost</Column>
      <Column end>Of all</Column>
      <Column end>Runtime</Column>
      <Column end>Runs</Column>
      <Column end>Failed</Column>
      <Column end>Denied</Column>
      <Column end>Attempts</Column>
      <Column end>Peak memory</Column>
    </>
  )
  return (
    <Table label={`Use by ${first.toLowerCase()}`} head={head}>
      {rows.map((row) => (
        <Row key={row.key}>
          <Cell part="main" grow>
            {href ? (
              <Link href={href(row.key)} className="text-accent-text hover:underline">
                {row.name}
              </Link>
            ) : (
              row.name
            )}
          </Cell>
          <Cell part="end" end className="tabular-nums">
            {formatMicros(row.costMicros)}
          </Cell>
          <Cell part="extra" end className="text-ink-muted tabular-nums">
            {shareOf(row, total)}
          </Cell>
          <Cell end className="tabular-nums">
            {sayDuration(row.usedMs)}
          </Cell>
          <Cell end label="Runs" className="tabular-nums">
            {runsOf(row).toLocaleString('en-US')}
          </Cell>
          <Cell end label="Failed" className="tabular-nums">
            {row.failed.toLocaleString('en-US')}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.denied.toLocaleString('en-US')}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.attempts.toLocaleString('en-US')}
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {row.peakMemoryMib ? `${row.peakMemoryMib} MiB` : '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** Of the cost, or of the runtime where nothing has a price. */
function shareOf(row: UsageFigures, total: UsageFigures): string {
  const [part, whole] = total.costMicros > 0 ? [row.costMicros, total.costMicros] : [row.usedMs, total.usedMs]
  return whole > 0 ? `${Math.round((part / whole) * 100)} %` : '–'
}
