import Link from 'next/link'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { classRules, type RunnerClassName } from '#lib/manifests/classes.ts'

export type VersionRow = {
  id: string
  version: number
  digest: string
  sourceDigest: string | null
  runnerClass: RunnerClassName
  size: string
  createdAt: Date
  createdBy: string
}

/** Versions of one manifest, newest first, each comparable with the one before. */
export function VersionsTable({ manifestId, rows }: { manifestId: string; rows: readonly VersionRow[] }) {
  const head = (
    <>
      <Column>Version</Column>
      <Column>Manifest</Column>
      <Column>Source</Column>
      <Column>Runner</Column>
      <Column>Submitted by</Column>
      <Column>Changes</Column>
      <Column end>Submitted</Column>
    </>
  )
  return (
    <Table label="Versions" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <Cell part="main">
            <RowLink href={`/manifests/${manifestId}/versions/${row.version}`}>Version {row.version}</RowLink>
          </Cell>
          <Cell>
            <Digest digest={row.digest} />
          </Cell>
          <Cell part="extra">{row.sourceDigest ? <Digest digest={row.sourceDigest} /> : '–'}</Cell>
          <Cell part="extra">
            {classRules[row.runnerClass].title} <span className="text-ink-muted">{row.size}</span>
          </Cell>
          <Cell grow>{row.createdBy}</Cell>
          <Cell>
            {row.version > 1 ? (
              <Link
                href={`/manifests/${manifestId}/compare?from=${row.version - 1}&to=${row.version}`}
                className="relative z-10 text-accent-text hover:underline"
              >
                since v{row.version - 1}
              </Link>
            ) : (
              <span className="text-ink-faint">the first</span>
            )}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={row.createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
