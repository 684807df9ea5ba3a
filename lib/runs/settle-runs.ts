import type { Actor } from '../auth/actor.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import { type Tx, unsafeTx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import { notifyChange, notifyChanges } from '../live/notify.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { committedEffect } from '../provisioning/targets/local/run-output.ts'
import type { KeptSpan } from '../telemetry/spans.ts'
import { minus, moveDays, moveUsage } from './book-use.ts'
import { decideRetries, type Retry } from './decide-retries.ts'
import { type AttemptEnd, endOf, type Outcome } from './end-of.ts'
import { finishedEvent, type Judged, judgedBy, retryingEvent } from './finished-event.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import { RUNS_WAITING } from './waiting-channel.ts'
import { writeEnds } from './write-ends.ts'

export type Settlement = {
  run: Run
  runner: Runner
  spec: RunnerSpec
  outcome: Outcome
  /** What was noted of it, for its trace. */
  spans?: readonly KeptSpan[] | undefined
}

/** An attempt that still holds its run, with what it was given. */
type Open = Settlement & {
  end: AttemptEnd
  reserved: { ms: number; micros: number }
  month: string
  holder: string
  /** Somebody wants it ended. */
  unwanted: boolean
}

/**
 * Ends attempts of one tenant's runs as they turned out: rows, counters, evidence, and what follows, in the caller's
 * transaction. One that failed and may be tried again waits for that; the others are over. Returns the ids of those it
 * settled: for the rest another attempt has taken over, whose word counts and which finds the effect of this one.
 */
export async function settleRuns(tx: Tx, actor: Actor, settlements: readonly Settlement[]): Promise<string[]> {
  const open = await stillOpen(tx, actor.tenantId, settlements)
  if (!open.length) return []
  const retries = await decideRetries(tx, actor.tenantId, open)
  await writeEnds(tx, actor.tenantId, open, retries)
  await book(tx, open)
  const judged = await judgedBy(tx, actor.tenantId, open)
  await appendEvidences(
    tx,
    open.map((one) => {
      const by = judged.get(one.run.id) as Judged
      const dueAt = dueOf(retries, one)
      const end = { ...one.end, holder: one.holder }
      const measured = 'measured' in one.outcome ? one.outcome.measured : undefined
      return dueAt
        ? retryingEvent(actor, one, { end, dueAt, judged: by })
        : finishedEvent(actor, one, { end, measured, judged: by })
    }),
  )
  const ended = open.filter((one) => !dueOf(retries, one))
  await onRunsEnded(
    tx,
    actor,
    ended.map(({ run, runner, spec, end }) => {
      const { status, cause, reason } = end
      const retry = retries.get(run.id)
      const exhausted = retry && !retry.retry ? retry.why : undefined
      return { run, runner, spec, status, cause: cause ?? undefined, reason: reason ?? undefined, exhausted }
    }),
  )
  await notifyChanges(
    tx,
    open.map(({ run }) => run.id),
  )
  // A place is free, and what was set aside is, too.
  await notifyChange(tx, RUNS_WAITING)
  return open.map(({ run }) => run.id)
}

/** The same of a single one. False when it was not its attempt's any more. */
export async function settleRun(tx: Tx, actor: Actor, settlement: Settlement): Promise<boolean> {
  return (await settleRuns(tx, actor, [settlement])).length === 1
}

type Row = { id: string; startedAt: Date; holder: string; month: string; unwanted: boolean; ms: bigint; micros: bigint }

/** Those that run as the very attempt that is to be ended, their rows locked from here on. */
async function stillOpen(tx: Tx, tenantId: string, settlements: readonly Settlement[]): Promise<Open[]> {
  const asked = settlements.map(({ run }) => ({ id: run.id, attempt: run.attempt }))
  const rows = await unsafeTx(tx).$queryRaw<Row[]>`
    select r.id, a."startedAt", a.holder, a.month, r."cancelRequestedAt" is not null as unwanted, a."reservedMs" as ms,
      a."reservedMicros" as micros
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(id text, attempt int)
    join "Run" r on r."tenantId" = ${tenantId} and r.id = x.id and r.status = 'running' and r.attempt = x.attempt
    join "RunAttempt" a on a."tenantId" = r."tenantId" and a."runId" = r.id and a.number = r.attempt
    order by r.id for update of r`
  const book = (await activePriceBook(tx))?.book
  const byId = new Map(rows.map((row) => [row.id, row]))
  return settlements.flatMap((given) => {
    const row = byId.get(given.run.id)
    if (!row) return []
    byId.delete(given.run.id)
    const one = { ...given, outcome: unlessCommitted(given) }
    const reserved = { ms: Number(row.ms), micros: Number(row.micros) }
    const tookMs = Math.max(0, Date.now() - row.startedAt.getTime())
    const end = endOf(one.outcome, { spec: one.spec, book, reserved, tookMs })
    return [{ ...one, end, reserved, month: row.month, holder: row.holder, unwanted: row.unwanted }]
  })
}

/**
 * How it turned out, unless its token has taken effect: an attempt may be lost with its worker or agent, given up or
 * cancelled after it committed its output and before it could say so. Then it has succeeded.
 */
function unlessCommitted({ run, spec, outcome }: Settlement): Outcome {
  if (run.origin === 'smoke_test' || ('measured' in outcome && outcome.measured.outcome === 'succeeded')) return outcome
  const effect = committedEffect(spec, run.token)
  return effect ? { measured: { ...effect, outcome: 'succeeded', replayed: true } } : outcome
}

/** What was set aside is free again, and what was used is booked. */
async function book(tx: Tx, open: readonly Open[]): Promise<void> {
  await moveUsage(
    tx,
    open.map(({ run, runner, end, reserved, month }) => {
      const slot = { tenantId: run.tenantId, month, runnerClass: run.runnerClass, environmentId: runner.environmentId }
      return { ...slot, used: end.use, reserved: minus(reserved) }
    }),
  )
  const at = new Date()
  // Smoke tests are no work of the pipeline.
  const ordinary = open.filter(({ run }) => run.origin !== 'smoke_test')
  await moveDays(
    tx,
    ordinary.map(({ run, runner, end }) => {
      const { id: runnerId, size, environmentId, pipeline } = runner
      const where = { tenantId: run.tenantId, runnerId, runnerClass: run.runnerClass, size, environmentId, pipeline }
      return { ...where, at, attempts: 1, use: end.use, peakMemoryMib: end.maxMemoryMib ?? 0 }
    }),
  )
}

function dueOf(retries: Map<string, Retry>, { run }: Settlement): Date | undefined {
  const retry = retries.get(run.id)
  return retry?.retry ? retry.dueAt : undefined
}
