import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { Cell, Column, Row, RowLink, Table } from '#components/ui/table.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { causeTitles, type RunCause } from '#lib/runs/run-words.ts'
import { sayDuration } from '#lib/say-duration.ts'

export type Lineage = {
  attemptRows: {
    number: number
    status: string
    cause: RunCause | null
    reason: string | null
    startedAt: Date
    durationMs: number | null
  }[]
  runs: { id: string; status: string; origin: string; createdAt: Date }[]
  replays: { replayId: string; status: string; reason: string | null }[]
}

/** The attempts of a run that failed, the runs of its token, and the replays it was in. */
export function LetterDetails({ letter }: { letter: Lineage }) {
  return (
    <>
      <Section title="Attempts">
        <Table
          label="Attempts"
          head={
            <>
              <Column end>No.</Column>
              <Column>Status</Column>
              <Column>Why</Column>
              <Column end>Took</Column>
              <Column end>Began</Column>
            </>
          }
        >
          {letter.attemptRows.map((one) => (
            <Row key={one.number}>
              <Cell end part="main">
                {one.number}
              </Cell>
              <Cell part="end">
                <Status status={one.status} />
              </Cell>
              <Cell grow title={one.reason ?? ''}>
                {one.cause ? `${causeTitles[one.cause]}. ` : ''}
                <span className="text-ink-muted">{one.reason}</span>
              </Cell>
              <Cell part="extra" end>
                {one.durationMs === null ? '' : sayDuration(one.durationMs)}
              </Cell>
              <Cell part="extra" end className="text-ink-muted">
                <RelativeTime at={one.startedAt} />
              </Cell>
            </Row>
          ))}
        </Table>
      </Section>
      <Section title="Runs of this token" description="Newest first; the same token never takes effect twice.">
        <Table
          label="Runs of this token"
          head={
            <>
              <Column>Run</Column>
              <Column>Began by</Column>
              <Column>Status</Column>
              <Column end>Asked for</Column>
            </>
          }
        >
          {letter.runs.map((run) => (
            <Row key={run.id}>
              <Cell part="main" className="font-mono">
                <RowLink href={`/runs/${run.id}`}>{run.id}</RowLink>
              </Cell>
              <Cell>{run.origin.replaceAll('_', ' ')}</Cell>
              <Cell part="end">
                <Status status={run.status} />
              </Cell>
              <Cell part="extra" end className="text-ink-muted">
                <RelativeTime at={run.createdAt} />
              </Cell>
            </Row>
          ))}
        </Table>
      </Section>
      {letter.replays.length ? (
        <Section title="Replays it was in">
          <ul className="space-y-1.5">
            {letter.replays.map((one) => (
              <li key={one.replayId} className="flex flex-wrap items-center gap-3">
                <TextLink href={`/dead-letters/replays/${one.replayId}`}>{one.replayId}</TextLink>
                <Status status={one.status} />
                <span className="text-ink-muted">{one.reason}</span>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}
