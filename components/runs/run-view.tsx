'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { type Answer, useAct } from '#components/ui/use-act.ts'
import type { NetworkProfileName, RunnerClassName } from '#lib/manifests/classes.ts'
import type { RunProgress as Progress } from '#lib/provisioning/target.ts'
import { causeTitles, type RunCause, type RunOrigin, type RunStatus } from '#lib/runs/run-words.ts'
import { sayRun } from '#lib/runs/say-run.ts'
import { isOver } from '#lib/runs/states.ts'
import { timelineOf } from '#lib/runs/timeline.ts'
import type { RunTrace as Trace } from '#lib/telemetry/read-trace.ts'
import { useEventStream } from '../live/use-event-stream.ts'
import type { LiveAttempt } from './attempt-facts.tsx'
import { AttemptTabs } from './attempt-tabs.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunTimeline } from './run-timeline.tsx'
import { RunTrace } from './run-trace.tsx'
import { StatesPicture } from './states-picture.tsx'
import { WhyItWaits } from './why-it-waits.tsx'

/** A run as the API gives it. */
export type LiveRun = {
  /** What it is accounted under. */
  tags: Record<string, string>
  id: string
  token: string
  origin: RunOrigin
  status: RunStatus
  attempt: number
  cause: RunCause | null
  reason: string | null
  input: unknown
  inputDigest: string
  result: unknown
  artifactDigest: string
  coldStart: boolean | null
  initMs: number | null
  durationMs: number | null
  maxMemoryMib: number | null
  costMicros: string | null
  logDigest: string | null
  traceId: string
  isolation: unknown
  outputFiles: string[]
  progress: Progress | null
  metrics: Record<string, number> | null
  cancelRequestedAt: string | null
  dueAt: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  attempts: LiveAttempt[]
  runner: {
    id: string
    name: string
    runnerClass: RunnerClassName
    size: string
    profile: NetworkProfileName
    environment: { name: string }
  }
}

type Props = {
  initial: LiveRun
  mayCancel: boolean
  cancel: (input: { id: string }) => Promise<Answer<unknown>>
  /** Why it waits, as it was when the page was drawn. */
  why: readonly string[]
  /** What stands beside the facts: its lineage. */
  aside?: ReactNode
  /** When the page was drawn: the same on the server and in the browser. */
  now: string
  /** Its trace when the page was drawn. */
  trace: Trace
}

/** A run as it happens: one sentence, its time, its attempts with their logs, its result, and what it used. */
export function RunView({ initial, mayCancel, cancel, why, aside, now, trace }: Props) {
  const { state, log, connection } = useEventStream(`/api/v1/runs/${initial.id}/logs/stream`, initial, true)
  const cancelling = useAct(cancel)
  const open = !isOver(state.status)
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0">
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3">
          <Status status={state.status} />
          <p aria-live="polite" className="min-w-0 flex-1 basis-60 break-words">
            {state.cause ? <span className="font-medium">{causeTitles[state.cause]}. </span> : null}
            {sayRun(state)}
          </p>
          {connection === 'retrying' && open ? <span className="text-wait">Reconnecting…</span> : null}
          {mayCancel && open && !state.cancelRequestedAt ? (
            <Button icon={<X />} pending={cancelling.pending} onClick={() => cancelling.run({ id: state.id })}>
              Cancel run
            </Button>
          ) : null}
        </div>
        {cancelling.refusal ? <ErrorNotice {...cancelling.refusal} className="mb-4" /> : null}
        {state.status === 'queued' || state.status === 'retrying' ? (
          // Anew for each wait: what the page was drawn with was said of the first.
          <WhyItWaits
            key={state.status + state.attempt}
            id={state.id}
            initial={state.status === initial.status && state.attempt === initial.attempt ? why : []}
          />
        ) : null}
        {state.progress ? <RunProgress progress={state.progress} over={!open} /> : null}
        <Section title="Timeline" actions={<StatesPicture status={state.status} />}>
          <RunTimeline timeline={timelineOf(state, state.attempts, latest(state, now))} />
        </Section>
        <RunTrace runId={state.id} initial={trace} version={`${state.status} ${state.attempts.length}`} />
        <AttemptTabs runId={state.id} attempts={state.attempts} log={log} open={open} ended={connection === 'ended'} />
        {state.status === 'succeeded' ? (
          <Section title="Result">
            <CodeBlock label="result" code={JSON.stringify(state.result, null, 2)} />
          </Section>
        ) : null}
        {state.outputFiles.length ? (
          <Section title="Output" description="Committed to storage once for this token.">
            <ul className="list-disc pl-5 font-mono text-sm">
              {state.outputFiles.map((name) => (
                <li key={name} className="break-all">
                  {name}
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        <Section title="Input">
          <CodeBlock label="input" code={JSON.stringify(state.input, null, 2)} />
        </Section>
      </div>
      <div className="min-w-0">
        <RunFacts run={state} />
        {aside}
      </div>
    </div>
  )
}

/** How far an open run's axis reaches: to when the page was drawn, or to what has come since. */
function latest({ attempts, dueAt }: LiveRun, now: string): Date {
  const instants = attempts.flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt ?? startedAt])
  return new Date([now, ...instants, ...(dueAt && !attempts.length ? [dueAt] : [])].sort().at(-1) ?? now)
}
