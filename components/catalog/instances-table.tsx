import { Badge } from '#components/ui/badge.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import type { InstanceStatus } from '#lib/provisioning/instances/instance-words.ts'

/** An instance as the API gives it. */
export type InstanceItem = {
  id: string
  kind: 'container' | 'host'
  status: InstanceStatus
  reason: string | null
  synthetic: boolean
  artifactDigest: string
  /** Of the version that takes work. */
  current: boolean
  createdAt: string
  readyAt: string | null
  stoppedAt: string | null
}

/** Instances of one runner, one a row: the name leads to its log. */
export function InstancesTable({ rows }: { rows: readonly InstanceItem[] }) {
  const head = (
    <>
      <Column>Name</Column>
      <Column>Status</Column>
      <Column>Version</Column>
      <Column>Reason</Column>
      <Column end>Since</Column>
    </>
  )
  return (
    <Table label="Instances" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={`/catalog/instances/${row.id}`} className="font-mono text-sm">
              {row.kind} {row.id.slice(-6).toLowerCase()}
            </RowLink>
            {row.synthetic ? <Badge className="ml-2">smoke test</Badge> : null}
          </Cell>
          <Cell>
            <Status status={row.status} />
          </Cell>
          <Cell part="extra">
            <Digest digest={row.artifactDigest} />
            {row.current || row.synthetic ? null : <span className="text-ink-muted"> earlier</span>}
          </Cell>
          <Cell part="extra" grow className="text-ink-muted" title={row.reason ?? undefined}>
            {row.reason}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={new Date(row.stoppedAt ?? row.readyAt ?? row.createdAt)} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
