import { Badge } from '#components/ui/badge.tsx'
import { shortDigest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { artifactKindWords, type ScanSummary } from '#lib/artifacts/schema.ts'
import { sayBytes, sayScan } from '#lib/artifacts/words.ts'

export type ArtifactRow = {
  id: string
  digest: string
  kind: keyof typeof artifactKindWords
  sizeBytes: number
  builtAt: Date
  manifests: { id: string; name: string }[]
  attested: number
  scan: ScanSummary | undefined
}

/** Artifacts, one a row. */
export function ArtifactsTable({ rows }: { rows: readonly ArtifactRow[] }) {
  const head = (
    <>
      <Column>Artifact</Column>
      <Column>Digest</Column>
      <Column>Scan</Column>
      <Column>Signed</Column>
      <Column end>Size</Column>
      <Column end>Built</Column>
    </>
  )
  return (
    <Table label="Artifacts" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main" grow>
            <RowLink href={`/artifacts/${row.id}`}>
              {row.manifests.map(({ name }) => name).join(', ') || shortDigest(row.digest)}
            </RowLink>{' '}
            <span className="text-ink-muted">{artifactKindWords[row.kind]}</span>
          </Cell>
          <Cell className="font-mono text-sm">{shortDigest(row.digest)}</Cell>
          <Cell>
            <ScanMark summary={row.scan} />
          </Cell>
          <Cell part="extra">
            <Badge tone={row.attested ? 'good' : 'wait'}>
              {row.attested ? `${row.attested} statements` : 'Not signed'}
            </Badge>
          </Cell>
          <Cell part="extra" end className="tabular-nums">
            {sayBytes(row.sizeBytes)}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.builtAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function ScanMark({ summary }: { summary: ScanSummary | undefined }) {
  if (!summary) return <Status status="pending">Not scanned</Status>
  const { status, words } = sayScan(summary)
  return <Status status={status}>{words}</Status>
}
