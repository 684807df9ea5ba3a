import Link from 'next/link'
import { Digest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { scopeNames } from './scope-words.ts'

type VersionRow = {
  version: number
  scope: keyof typeof scopeNames
  digest: string
  note: string
  basedOn: number | null
  createdBy: string | null
  approvalId: string | null
  activatedAt: Date | null
  retiredAt: Date | null
  createdAt: Date
}

/** Versions of the layers over a tenant, newest first. */
export function PolicyVersionsTable({ rows }: { rows: readonly VersionRow[] }) {
  return (
    <Table
      label="Policy versions"
      head={
        <>
          <Column>Version</Column>
          <Column>Of</Column>
          <Column>What it changes</Column>
          <Column>By</Column>
          <Column>Digest</Column>
          <Column>Approval</Column>
          <Column end>Since</Column>
        </>
      }
    >
      {rows.map(({ version, scope, digest, note, createdBy, approvalId, activatedAt, retiredAt, createdAt }) => (
        <Row key={version}>
          <Cell part="main">
            <RowLink href={`/policy/versions/${version}`}>Version {version}</RowLink>{' '}
            {activatedAt && !retiredAt ? <Status status="active" /> : null}
          </Cell>
          <Cell>{scopeNames[scope]}</Cell>
          <Cell grow>{note || <span className="text-ink-faint">–</span>}</Cell>
          <Cell part="extra">{createdBy ?? 'shipped'}</Cell>
          <Cell part="extra">
            <Digest digest={digest} />
          </Cell>
          <Cell part="extra">
            {approvalId ? (
              <Link href={`/approvals/${approvalId}`} className="relative z-10 text-accent-text hover:underline">
                Approval
              </Link>
            ) : (
              '–'
            )}
          </Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={activatedAt ?? createdAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
