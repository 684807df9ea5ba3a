import { Badge } from '#components/ui/badge.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'

export type ComponentRow = {
  purl: string
  name: string
  version: string
  licence: string | undefined
  direct: boolean
}

/** The packages an artifact is made of. */
export function ComponentsTable({ rows }: { rows: readonly ComponentRow[] }) {
  const head = (
    <>
      <Column>Package</Column>
      <Column>Version</Column>
      <Column>Licence</Column>
      <Column>Used</Column>
    </>
  )
  return (
    <Table label="Packages" head={head}>
      {rows.map((row) => (
        <Row key={row.purl}>
          <Cell part="main" title={row.purl} className="font-mono text-sm max-md:whitespace-normal max-md:break-all">
            {row.name}
          </Cell>
          <Cell part="end" className="font-mono text-sm tabular-nums">
            {row.version}
          </Cell>
          <Cell className="w-full whitespace-normal">
            {row.licence ?? <span className="text-ink-muted">None declared</span>}
          </Cell>
          <Cell part="extra">
            {row.direct ? <Badge>directly</Badge> : <span className="text-ink-muted">by others</span>}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
