import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { sayWhat } from '#lib/exceptions/say-scope.ts'
import { categoryWords, type ExceptionState } from '#lib/exceptions/schema.ts'
import type { RunnerClassName } from '#lib/manifests/classes.ts'

export type ExceptionRow = {
  id: string
  rule: string
  state: ExceptionState
  runnerClass: RunnerClassName | null
  category: keyof typeof categoryWords
  expiresAt: Date
  renewsId: string | null
  requestedByLabel: string
  manifest: { name: string } | null
  environment: { name: string } | null
}

/** Exceptions, one a row. */
export function ExceptionsTable({ rows }: { rows: readonly ExceptionRow[] }) {
  const head = (
    <>
      <Column>Rule</Column>
      <Column>For</Column>
      <Column>Environment</Column>
      <Column>State</Column>
      <Column>Category</Column>
      <Column>Asked for by</Column>
      <Column end>Ends</Column>
    </>
  )
  return (
    <Table label="Exceptions" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={`/exceptions/${row.id}`}>{row.rule}</RowLink>
            {row.renewsId ? <span className="text-ink-muted"> renewal</span> : null}
          </Cell>
          <Cell grow>{sayWhat(row)}</Cell>
          <Cell>
            {row.environment ? (
              <EnvironmentMark name={row.environment.name} />
            ) : (
              <span className="text-ink-muted">every one</span>
            )}
          </Cell>
          <Cell part="end">
            <Status status={row.state} />
          </Cell>
          <Cell part="extra">{categoryWords[row.category].label}</Cell>
          <Cell part="extra" className="text-ink-muted">
            {row.requestedByLabel}
          </Cell>
          <Cell end className="text-ink-muted">
            <RelativeTime at={row.expiresAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
