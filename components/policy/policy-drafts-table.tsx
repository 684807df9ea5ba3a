import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { scopeNames } from './scope-words.ts'

type DraftRow = {
  id: string
  scope: keyof typeof scopeNames
  title: string
  status: string
  revision: number
  createdBy: string
  updatedAt: Date
}

/** Drafts that have not ended, newest first. */
export function PolicyDraftsTable({ rows }: { rows: readonly DraftRow[] }) {
  return (
    <Table
      label="Drafts"
      head={
        <>
          <Column>Draft</Column>
          <Column>Of</Column>
          <Column>Stands</Column>
          <Column end>Revision</Column>
          <Column>Begun by</Column>
          <Column end>Edited</Column>
        </>
      }
    >
      {rows.map(({ id, scope, title, status, revision, createdBy, updatedAt }) => (
        <Row key={id}>
          <Cell part="main" grow>
            <RowLink href={`/policy/drafts/${id}`}>{title}</RowLink>
          </Cell>
          <Cell>{scopeNames[scope]}</Cell>
          <Cell>
            <Status status={status} />
          </Cell>
          <Cell end part="extra" className="tabular-nums">
            {revision}
          </Cell>
          <Cell part="extra">{createdBy}</Cell>
          <Cell part="end" end className="text-ink-muted">
            <RelativeTime at={updatedAt} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}
