import { setTimeout as pause } from 'node:timers/promises'
import { type Tx, unsafeDb, unsafeTx } from '../db/client.ts'
import { env } from '../env.ts'
import { log } from '../log.ts'
import type { Collector, ToldSpan } from './collector.ts'
import { count } from './process-metrics.ts'
import { tracedColumns } from './read-trace.ts'
import { traceOf } from './run-trace.ts'

const BATCH = 100
const EVERY_MS = 500
const RETRY_MS = 5000
/** A collector that is away for a day must not fill the database: the oldest are dropped then, and counted. */
const MOST_WAITING = 200_000

/** Notes runs that have just ended, in that transaction, so that their traces are sent whatever happens to this process. */
export async function noteForExport(tx: Tx, tenantId: string, runIds: readonly string[]): Promise<void> {
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT || !runIds.length) return
  await unsafeTx(tx).$executeRaw`
    insert into "TraceExport" ("tenantId", "runId") select ${tenantId}, unnest(${[...runIds]}::text[])`
}

/** Sends traces of ended runs until `signal` aborts. A collector that is away is asked again: rows wait for it. */
export async function runTraceExport(signal: AbortSignal, given?: Collector): Promise<void> {
  if (!given && !env.OTEL_EXPORTER_OTLP_ENDPOINT) return
  // Loaded where there is a collector: most installations have none.
  const { openCollector } = await import('./collector.ts')
  const collector = given ?? openCollector('worker')
  if (!collector) return
  while (!signal.aborted) {
    const wait = await exportBatch(collector).then(
      (sent) => (sent === BATCH ? 0 : EVERY_MS),
      (error: unknown) => {
        log.warn({ err: error }, 'traces could not be sent')
        return RETRY_MS
      },
    )
    await pause(wait, undefined, { signal }).catch(() => undefined)
  }
  await collector.close()
}

/**
 * Sends the traces of the runs that have waited longest, and forgets that they wait when the collector has taken them.
 * One that dies between sends them twice: spans have their own ids, so that is seen. Returns how many runs.
 */
export async function exportBatch(collector: Collector): Promise<number> {
  return unsafeDb.$transaction(
    async (tx) => {
      const waiting = await tx.$queryRaw<{ seq: bigint; tenantId: string; runId: string }[]>`
        select seq, "tenantId", "runId" from "TraceExport" order by seq limit ${BATCH} for update skip locked`
      if (!waiting.length) return 0
      const seqs = waiting.map(({ seq }) => seq)
      await collector.send(await spansOf(waiting))
      await tx.traceExport.deleteMany({ where: { seq: { in: seqs } } })
      return waiting.length
    },
    { timeout: 30_000 },
  )
}

/** Drops what has waited longest when too much waits. Returns how much it dropped. */
export async function boundTraceExport(): Promise<number> {
  const dropped = await unsafeDb.$executeRaw`
    delete from "TraceExport" where seq <= (select seq from "TraceExport" order by seq desc offset ${MOST_WAITING} limit 1)`
  if (dropped) count('barecount_telemetry_dropped_traces_total', {}, dropped)
  return dropped
}

/** The runs of a batch are of every tenant. */
async function spansOf(waiting: readonly { tenantId: string; runId: string }[]): Promise<ToldSpan[]> {
  const tenants = Map.groupBy(waiting, ({ tenantId }) => tenantId)
  const runs = await unsafeDb.run.findMany({
    where: { OR: [...tenants].map(([tenantId, some]) => ({ tenantId, id: { in: some.map(({ runId }) => runId) } })) },
    select: {
      ...tracedColumns,
      costMicros: true,
      runner: {
        select: {
          id: true,
          name: true,
          size: true,
          pipeline: true,
          tenantId: true,
          environment: { select: { name: true } },
        },
      },
    },
  })
  return runs.flatMap((run) => {
    const { runner } = run
    const common = {
      'barecount.tenant': runner.tenantId,
      'barecount.run.id': run.id,
      'barecount.runner': runner.name,
      'barecount.environment': runner.environment.name,
    }
    const ofRun = {
      'barecount.runner.id': runner.id,
      'barecount.runner.class': run.runnerClass,
      'barecount.runner.size': runner.size,
      'barecount.pipeline': runner.pipeline,
      'barecount.run.token': run.token,
      ...(run.correlationId ? { 'barecount.correlation_id': run.correlationId } : {}),
      ...(run.costMicros === null ? {} : { 'barecount.cost_micros': Number(run.costMicros) }),
    }
    return traceOf(run, run.finishedAt ?? new Date()).map((span): ToldSpan => {
      const startMs = run.createdAt.getTime() + span.at
      const own = Object.entries(span.attributes).map(([name, value]) => [`barecount.${name}`, value])
      return {
        traceId: run.traceId,
        id: span.id,
        parent: span.parent,
        name: span.kind === 'run' ? `run ${runner.name}` : span.name,
        kind: span.kind === 'run' ? 'consumer' : 'internal',
        startMs,
        endMs: startMs + span.ms,
        failed: span.standing === 'failed' ? (span.failed ?? 'It failed.') : undefined,
        attributes: { ...common, ...(span.kind === 'run' ? ofRun : {}), ...Object.fromEntries(own) },
      }
    })
  })
}
