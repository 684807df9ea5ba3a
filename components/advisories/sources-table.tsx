import { Digest } from '#components/ui/digest.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Cell, Column, Row, Table } from '#components/ui/table.tsx'
import type { AdvisorySourceRow } from '#lib/advisories/schema.ts'

const NAMED = 4

/** The sources of vulnerability data: how much each holds, of what, and how recent it is. */
export function SourcesTable({ sources }: { sources: readonly AdvisorySourceRow[] }) {
  if (!sources.length) {
    return (
      <EmptyState title="No vulnerability data yet">
        The data that comes with the product appears once a worker has started.
      </EmptyState>
    )
  }
  const head = (
    <>
      <Column>Source</Column>
      <Column>Ecosystems</Column>
      <Column end>Advisories</Column>
      <Column end>Packages</Column>
      <Column>Newest entry</Column>
      <Column>Imported</Column>
      <Column>File</Column>
    </>
  )
  return (
    <Table label="Sources of vulnerability data" head={head}>
      {sources.map((source) => (
        <Row key={source.id}>
          <Cell part="main">
            {source.name}
            <span className="block text-ink-muted text-sm">{source.importedBy ?? 'comes with the product'}</span>
          </Cell>
          <Cell className="w-full whitespace-normal">
            {sayEcosystems(source.ecosystems)}
            <span className="block text-ink-muted text-sm">
              {source.completeFor.length ? `Complete for ${source.completeFor.join(', ')}` : 'Not complete'}
            </span>
          </Cell>
          <Cell end label="Advisories">
            {source.records.toLocaleString('en')}
          </Cell>
          <Cell end label="Packages">
            {source.packages.toLocaleString('en')}
          </Cell>
          <Cell label="Newest" className="text-ink-muted">
            {source.newestModified ? <RelativeTime at={source.newestModified} /> : 'Undated'}
          </Cell>
          <Cell label="Imported" className="text-ink-muted">
            <RelativeTime at={source.importedAt} />
          </Cell>
          <Cell part="extra">
            <Digest digest={source.digest} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function sayEcosystems(ecosystems: readonly string[]): string {
  const more = ecosystems.length - NAMED
  return `${ecosystems.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
