import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { attemptColumns } from '../runs/attempt-columns.ts'
import { type TraceSpan, traceOf } from './run-trace.ts'

/** What a trace is made of. No payload is among it. */
export const tracedColumns = {
  id: true,
  traceId: true,
  parentSpanId: true,
  token: true,
  correlationId: true,
  origin: true,
  status: true,
  reason: true,
  runnerClass: true,
  createdAt: true,
  finishedAt: true,
  dueAt: true,
  attempts: {
    select: {
      ...attemptColumns,
      coldStart: true,
      initMs: true,
      spanId: true,
      spans: true,
    },
    orderBy: { number: 'asc' },
    take: 100,
  },
} as const

export type RunTrace = { traceId: string; spans: TraceSpan[] }

/** The trace of a run, from its request to now or its end. Throws `not_found`. */
export async function readTrace(actor: Actor, runId: string, now = new Date()): Promise<RunTrace> {
  authorise(actor, 'run:read')
  const run = await db.run.findFirst({ where: { tenantId: actor.tenantId, id: runId }, select: tracedColumns })
  if (!run) throw notFound('run')
  return { traceId: run.traceId, spans: traceOf(run, now) }
}
