import Link from 'next/link'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import type { RunLineage as Lineage } from '#lib/runs/lineage.ts'

type Named = NonNullable<Lineage['upstream']>

/** Where a run comes from, and what it led to; nothing when it stands alone. */
export function RunLineage({ lineage }: { lineage: Lineage }) {
  const { trigger, upstream, replayOf, replayedBy, deadLetter, downstream, correlationId, correlated } = lineage
  const link = (run: Named | null) => (run ? <RunLink run={run} /> : null)
  const many = (runs: readonly Named[]) =>
    runs.length ? (
      <ul className="space-y-1">
        {runs.map((run) => (
          <li key={run.id}>
            <RunLink run={run} />
          </li>
        ))}
      </ul>
    ) : null
  const items = [
    {
      term: 'Trigger',
      value: trigger ? `${wordsOf(trigger.kind).word}${trigger.cron ? ` ${trigger.cron}` : ''}` : null,
    },
    { term: 'After', value: link(upstream) },
    { term: 'Repeats', value: link(replayOf) },
    { term: 'Repeated by', value: link(replayedBy) },
    {
      term: 'Dead letter',
      value: deadLetter ? (
        <Link href={`/dead-letters/${deadLetter.id}`} className="hover:underline">
          <Status status={deadLetter.status} />
        </Link>
      ) : null,
    },
    { term: 'Led to', value: many(downstream) },
    {
      term: 'Correlation',
      value: correlationId ? (
        <>
          <Link
            href={`/runs?correlationId=${encodeURIComponent(correlationId)}`}
            className="break-all font-mono text-accent-text text-sm hover:underline"
          >
            {correlationId}
          </Link>
          {many(correlated)}
        </>
      ) : null,
    },
  ].filter(({ value }) => value)
  if (!items.length) return null
  return (
    <Section title="Lineage">
      <DescriptionList items={items} />
    </Section>
  )
}

const RunLink = ({ run }: { run: Named }) => (
  <span className="inline-flex flex-wrap items-baseline gap-x-2">
    <Link href={`/runs/${run.id}`} title={run.token} className="text-accent-text hover:underline">
      {run.runner.name}
    </Link>
    <span className="text-ink-muted text-sm">{run.runner.environment.name}</span>
    <Status status={run.status} />
  </span>
)
