import { shortDigest } from '#components/ui/digest.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { sayCount } from '#lib/artifacts/words.ts'
import { RunnerLinks } from './runner-links.tsx'
import type { PlacedRunner } from './runs-in.tsx'

export type ComponentRow = {
  purl: string
  name: string
  version: string
  path: string | null
  artifact: { id: string; digest: string; builtAt: Date }
  runners: PlacedRunner[]
}

type Props = { components: readonly ComponentRow[]; liveRunners: number; cut: boolean }

/** Which artifacts contain a component, those that run first. */
export function ComponentResults({ components, liveRunners, cut }: Props) {
  const head = (
    <>
      <Column>Component</Column>
      <Column>Artifact</Column>
      <Column>Runs in</Column>
      <Column>Found at</Column>
      <Column end>Built</Column>
    </>
  )
  return (
    <Section
      title={
        liveRunners
          ? `${sayCount(liveRunners, 'live runner')} ${liveRunners === 1 ? 'contains' : 'contain'} it`
          : 'No live runner contains it'
      }
      description={cut ? `Only the newest ${components.length} are shown; ask for a version.` : undefined}
    >
      <Table label="Artifacts that contain it" head={head}>
        {components.map((row) => (
          <Row key={`${row.artifact.id} ${row.purl}`}>
            <Cell part="main">
              <RowLink href={`/artifacts/${row.artifact.id}`}>{row.name}</RowLink>{' '}
              <span className="text-ink-muted">{row.version}</span>
            </Cell>
            <Cell className="font-mono text-sm">{shortDigest(row.artifact.digest)}</Cell>
            <Cell className="relative z-10 whitespace-normal">
              {row.runners.length ? (
                <RunnerLinks runners={row.runners} />
              ) : (
                <span className="text-ink-muted">Nowhere</span>
              )}
            </Cell>
            <Cell part="extra" grow className="font-mono text-ink-muted text-sm" title={row.path ?? undefined}>
              {row.path}
            </Cell>
            <Cell part="end" end className="text-ink-muted">
              <RelativeTime at={row.artifact.builtAt} />
            </Cell>
          </Row>
        ))}
      </Table>
    </Section>
  )
}
