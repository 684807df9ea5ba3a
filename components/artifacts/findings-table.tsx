import { Badge } from '#components/ui/badge.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { SeverityName } from '#lib/artifacts/schema.ts'

export type FindingRow = {
  id: string
  kind: 'vulnerability' | 'licence' | 'secret' | 'dependency'
  severity: SeverityName
  rule: string
  path: string | null
  message: string
  remedy: string | null
}

const tones: Record<SeverityName, Tone> = {
  critical: 'bad',
  high: 'bad',
  medium: 'wait',
  low: 'neutral',
  unknown: 'neutral',
}
const kinds = { vulnerability: 'Vulnerability', licence: 'Licence', secret: 'Secret', dependency: 'Dependency' }

/** What a scan found, most severe first, each with what to do. */
export function FindingsTable({ rows }: { rows: readonly FindingRow[] }) {
  const head = (
    <>
      <Column>Severity</Column>
      <Column>Finding</Column>
      <Column>Kind</Column>
      <Column>Rule</Column>
      <Column>Where</Column>
    </>
  )
  return (
    <Table label="Findings" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="end">
            <Badge tone={tones[row.severity]}>{row.severity}</Badge>
          </Cell>
          <Cell part="main" className="w-full whitespace-normal">
            {row.message}
            {row.remedy ? <span className="block text-ink-muted text-sm">{row.remedy}</span> : null}
          </Cell>
          <Cell>{kinds[row.kind]}</Cell>
          <Cell>
            <Rule rule={row.rule} />
          </Cell>
          <Cell part="extra" className="max-w-72 truncate font-mono text-sm" title={row.path ?? undefined}>
            {row.path}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** An advisory's id leads to its page; other rules are only names. */
function Rule({ rule }: { rule: string }) {
  if (!/^(GHSA|CVE)-/.test(rule)) return <span className="font-mono text-sm">{rule}</span>
  return (
    <a
      href={`https://osv.dev/vulnerability/${rule}`}
      rel="noreferrer"
      className="font-mono text-accent-text text-sm hover:underline"
    >
      {rule}
    </a>
  )
}
