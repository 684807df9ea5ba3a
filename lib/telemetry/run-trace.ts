import { CODE, codeSpanOf, type KeptSpan, keptSpans } from './spans.ts'
import { spanIdOf } from './trace-context.ts'

type Standing = 'ok' | 'failed' | 'open'

/** A span of a run's trace, in the order of a waterfall: each below the one it is part of. */
export type TraceSpan = {
  id: string
  parent: string | undefined
  depth: number
  name: string
  /** What it is, which decides how it is drawn. */
  kind: 'run' | 'wait' | 'attempt' | 'part'
  /** Milliseconds after the request of the run. */
  at: number
  ms: number
  standing: Standing
  failed?: string
  attempt?: number
  attributes: Record<string, string | number | boolean>
}

export type TracedAttempt = {
  number: number
  status: string
  cause: string | null
  reason: string | null
  holder: string
  startedAt: Date
  finishedAt: Date | null
  coldStart: boolean | null
  initMs: number | null
  durationMs: number | null
  spanId: string | null
  spans: unknown
}

export type TracedRun = {
  id: string
  status: string
  reason: string | null
  origin: string
  createdAt: Date
  finishedAt: Date | null
  dueAt: Date | null
  parentSpanId: string | null
  attempts: readonly TracedAttempt[]
}

/** The root span of a run: always the same, so that nothing has to be kept for it. */
export const rootSpanOf = (runId: string): string => spanIdOf(runId)

/** The trace of a run, from its rows and what its attempts noted. `now` ends what has not ended. Pure. */
export function traceOf(run: TracedRun, now: Date): TraceSpan[] {
  const since = (at: Date) => Math.max(0, at.getTime() - run.createdAt.getTime())
  const root = rootSpanOf(run.id)
  const ended = run.finishedAt ?? now
  const ok = run.status === 'succeeded'
  const over = run.finishedAt !== null
  const spans: TraceSpan[] = [
    {
      ...{
        id: root,
        parent: run.parentSpanId ?? undefined,
        depth: 0,
        name: 'run',
        kind: 'run',
        at: 0,
        ms: since(ended),
      },
      standing: over ? (ok || run.status === 'cancelled' ? 'ok' : 'failed') : 'open',
      ...(over && !ok && run.reason ? { failed: run.reason } : {}),
      attributes: { origin: run.origin, status: run.status },
    },
  ]
  const wait = (number: number, from: Date, until: Date, open: boolean) => {
    const name = number === 1 ? 'waits for a place' : 'waits for its retry and a place'
    const at = since(from)
    const id = spanIdOf(`${run.id}:wait:${number}`)
    const span = { id, parent: root, depth: 1, name, kind: 'wait', at, ms: Math.max(0, since(until) - at) } as const
    spans.push({ ...span, standing: open ? 'open' : 'ok', attributes: {} })
  }
  let from = run.createdAt
  for (const attempt of run.attempts) {
    wait(attempt.number, from, attempt.startedAt, false)
    spans.push(...attemptSpans(run.id, root, attempt, { since, now }))
    from = attempt.finishedAt ?? attempt.startedAt
  }
  if (['queued', 'retrying'].includes(run.status)) wait((run.attempts.at(-1)?.number ?? 0) + 1, from, now, true)
  return spans
}

type Clock = { since(at: Date): number; now: Date }

function attemptSpans(runId: string, root: string, attempt: TracedAttempt, { since, now }: Clock): TraceSpan[] {
  const at = since(attempt.startedAt)
  const ms = Math.max(0, since(attempt.finishedAt ?? now) - at)
  const failed = ['failed', 'lost', 'denied'].includes(attempt.status)
  const { number, status, holder, cause, reason } = attempt
  const id = attempt.spanId ?? spanIdOf(`${runId}:attempt:${number}`)
  const own: TraceSpan = {
    ...{ id, parent: root, depth: 1, name: `attempt ${number}`, kind: 'attempt', at, ms, attempt: number },
    standing: failed ? 'failed' : attempt.finishedAt ? 'ok' : 'open',
    ...(failed && reason ? { failed: reason } : {}),
    attributes: { status, holder, ...(cause ? { cause } : {}), ...(attempt.coldStart ? { coldStart: true } : {}) },
  }
  const kept = keptSpans.safeParse(attempt.spans).data
  return [own, ...below(kept?.length ? kept : measured(id, attempt), own)]
}

/** Spans below one, each with what is below it, in the order they began. `began` is when the attempt did. */
function below(spans: readonly KeptSpan[], parent: TraceSpan, began = parent.at): TraceSpan[] {
  // A part of itself, from an agent that is not ours, would never end.
  const rest = spans.filter((span) => span.parent !== parent.id)
  const children = spans.filter((span) => span.parent === parent.id).sort((a, b) => a.at - b.at)
  return children.flatMap(({ id, name, at, ms, failed, attributes = {} }) => {
    const span: TraceSpan = {
      ...{ id, parent: parent.id, depth: parent.depth + 1, name, kind: 'part', at: began + at, ms },
      ...(parent.attempt === undefined ? {} : { attempt: parent.attempt }),
      standing: failed === undefined ? 'ok' : 'failed',
      ...(failed === undefined ? {} : { failed }),
      attributes,
    }
    return [span, ...below(rest, span, began)]
  })
}

/** Without notes of its own, e.g. from an older agent: what was measured of it. */
function measured(parent: string, { durationMs, initMs, startedAt, finishedAt }: TracedAttempt): KeptSpan[] {
  if (durationMs === null) return []
  const total = finishedAt ? finishedAt.getTime() - startedAt.getTime() : durationMs
  const init = initMs ?? 0
  // It ended with the attempt, or just before.
  const at = Math.max(0, total - durationMs)
  const code = { id: codeSpanOf(parent), parent, name: CODE, at, ms: durationMs }
  if (!init) return [code]
  return [
    { id: spanIdOf(`${parent}:init`), parent, name: 'start of its process', at: Math.max(0, at - init), ms: init },
    code,
  ]
}
