import Link from 'next/link'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { DescriptionList } from '#components/ui/description-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { wordsOf } from '#components/ui/status-words.ts'
import { sayBytes } from '#lib/artifacts/words.ts'
import { profileTitles, sayClass } from '#lib/manifests/classes.ts'
import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import { sayDuration } from '#lib/say-duration.ts'
import { IsolationList } from './isolation-list.tsx'
import type { LiveRun } from './run-view.tsx'

/** What a run was, what it used, and what stood around it. */
export function RunFacts({ run }: { run: LiveRun }) {
  const { runner } = run
  return (
    <aside className="min-w-0">
      <Section title="Run">
        <DescriptionList
          items={[
            {
              term: 'Runner',
              value: (
                <Link href={`/catalog/${runner.id}`} className="text-accent-text hover:underline">
                  {runner.name}
                </Link>
              ),
            },
            { term: 'Environment', value: <EnvironmentMark name={runner.environment.name} /> },
            { term: 'Shape', value: `${sayClass(runner)}, ${profileTitles[runner.profile]}` },
            { term: 'Started by', value: wordsOf(run.origin).word },
            { term: 'Asked for', value: <RelativeTime at={run.createdAt} /> },
            {
              term: 'Token',
              value: (
                <span className="break-all font-mono text-sm">
                  {run.token} <CopyButton text={run.token} label="Copy token" className="size-6" />
                </span>
              ),
            },
            { term: 'Attempt', value: run.attempt || null },
            { term: 'Artifact', value: <Digest digest={run.artifactDigest} href={`/go/${run.artifactDigest}`} /> },
            { term: 'Input', value: <Digest digest={run.inputDigest} /> },
            { term: 'Log', value: run.logDigest ? <Digest digest={run.logDigest} /> : null },
            { term: 'Trace', value: <Digest digest={run.traceId} /> },
            {
              term: 'Evidence',
              value: (
                <Link href={`/evidence?runId=${run.id}`} className="text-accent-text hover:underline">
                  What was recorded
                </Link>
              ),
            },
          ]}
        />
      </Section>
      {run.durationMs === null ? null : (
        <Section title="Use">
          <DescriptionList
            items={[
              { term: 'Duration', value: sayDuration(run.durationMs) },
              { term: 'Start', value: run.coldStart ? `cold, ${sayDuration(run.initMs ?? 0)}` : 'warm' },
              { term: 'Memory', value: `${run.maxMemoryMib} MiB` },
              { term: 'Cost', value: costWords(run.costMicros) },
            ]}
          />
        </Section>
      )}
      <Section title="Accounted under">
        <DescriptionList items={Object.entries(run.tags).map(([term, value]) => ({ term, value }))} />
      </Section>
      {run.metrics ? (
        <Section title="Figures">
          <DescriptionList items={figuresOf(run.metrics)} />
        </Section>
      ) : null}
      {run.isolation ? (
        <Section title="Isolation" description="As observed, not as asked for.">
          <IsolationList report={run.isolation as IsolationReport} />
        </Section>
      ) : null}
    </aside>
  )
}

const figureNames: Record<string, string> = {
  partitions: 'Partitions',
  done: 'Done now',
  skipped: 'Done before',
  failed: 'Failed',
  rows: 'Rows',
  spilledBytes: 'Spilled to disk',
  skew: 'Skew',
  processorMs: 'Processor time',
}

/** The figures of a class in their usual order, with a word for each that has one. */
function figuresOf(metrics: Record<string, number>) {
  const names = [...Object.keys(figureNames), ...Object.keys(metrics).filter((name) => !(name in figureNames))]
  return names.flatMap((name) => {
    const value = metrics[name]
    if (value === undefined) return []
    return {
      term: figureNames[name] ?? name,
      value: figureWords(name, value),
    }
  })
}

function figureWords(name: string, value: number): string {
  if (name === 'spilledBytes') return sayBytes(value)
  if (name === 'processorMs') return sayDuration(value)
  return name === 'skew' ? `${value} × the average` : value.toLocaleString('en-US')
}

/** Micro-dollars as money; this host costs nothing more for what runs on it. */
function costWords(micros: string | null): string {
  const dollars = Number(micros ?? 0) / 1_000_000
  return dollars === 0 ? '$0, on this host' : `$${dollars.toFixed(6)}`
}
