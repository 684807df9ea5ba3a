import type { Actor } from '../auth/actor.ts'
import { activePriceBook } from '../cost/active-price-book.ts'
import { costOfRun } from '../cost/cost-of-run.ts'
import type { PriceBook } from '../cost/schema.ts'
import { Prisma, type Tx, unsafeTx } from '../db/client.ts'
import type { Run, Runner } from '../db/generated/client.ts'
import type { InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { recordRunFinished } from './record-run-finished.ts'
import type { RunCause } from './run-words.ts'
import { endRun, type RunEnd } from './transitions.ts'

/** Attempts that may fail for the platform's own reasons before the run does. */
export const MAX_ATTEMPTS = 3

/** Outcome of an attempt: measured, or a reason why there is nothing to measure. */
export type Outcome = { measured: InvocationResult } | { cause: RunCause; reason: string } | { cancelled: string }

/**
 * Ends a run as its attempt turned out: the row, its cost and its evidence, in the caller's transaction. False when
 * another attempt has taken over; that one's word counts, and it finds the effect of this one.
 */
export async function settleRun(
  tx: Tx,
  actor: Actor,
  run: Run,
  runner: Runner,
  { spec, outcome }: { spec: RunnerSpec; outcome: Outcome },
): Promise<boolean> {
  const book = (await activePriceBook(tx))?.book
  const end = endOf(outcome, spec, book)
  if (!(await endRun(tx, { tenantId: run.tenantId, id: run.id }, run.attempt, end))) return false
  const { policyVersion, exceptions } = await judgedBy(tx, run, runner)
  await recordRunFinished(tx, actor, run, runner, {
    status: end.status,
    cause: (end.cause as RunCause | undefined) ?? undefined,
    reason: (end.reason as string | undefined) ?? undefined,
    policyVersion,
    exceptions,
    ...('measured' in outcome ? { measured: outcome.measured, costMicros: end.costMicros as bigint | null } : {}),
  })
  return true
}

/** The policy version that let it in and the exceptions its runner lives on; one round trip, since every run asks. */
async function judgedBy(
  tx: Tx,
  { tenantId, decisionId }: Run,
  { deploymentId }: Runner,
): Promise<{ policyVersion?: number | undefined; exceptions?: string[] | undefined }> {
  const [row] = await unsafeTx(tx).$queryRaw<{ version: number | null; exceptions: string[] }[]>`
    select
      (select "policyVersion" from "PolicyDecision" where "tenantId" = ${tenantId} and id = ${decisionId}) as version,
      array(
        select "exceptionId" from "ExceptionUse"
        where "tenantId" = ${tenantId} and "deploymentId" = ${deploymentId} order by "exceptionId"
      ) as exceptions`
  return { policyVersion: row?.version ?? undefined, exceptions: row?.exceptions.length ? row.exceptions : undefined }
}

/** What the row says of an outcome, priced with the book in force; without one no cost is claimed. Pure. */
function endOf(outcome: Outcome, spec: RunnerSpec, book: PriceBook | undefined): RunEnd {
  if ('cancelled' in outcome) return { status: 'cancelled', reason: outcome.cancelled }
  if (!('measured' in outcome)) return { status: 'failed', cause: outcome.cause, reason: outcome.reason }
  const { measured } = outcome
  const { coldStart, initMs, durationMs, maxMemoryMib, logDigest, isolation, outputFiles } = measured
  const { class: runnerClass, size, vcpuMilli, memoryMib, concurrency, profile } = spec
  const workers = spec.class === 'managed_etl' ? spec.workers : 1
  const facts = { runnerClass, size, vcpuMilli, memoryMib, concurrency, workers }
  const use = { size: facts, profile, target: 'local' as const, durationMs: durationMs + initMs }
  const costMicros = book ? BigInt(costOfRun(use, book)) : null
  const numbers = { coldStart, initMs, durationMs, maxMemoryMib, logDigest, costMicros }
  const metrics = measured.metrics ? { metrics: measured.metrics } : {}
  const common = { ...numbers, ...metrics, isolation: { ...isolation }, outputFiles }
  if (measured.outcome === 'failed') {
    return { status: 'failed', cause: measured.cause ?? 'platform', reason: measured.reason ?? null, ...common }
  }
  const result: unknown = JSON.parse(measured.result ?? 'null')
  const reason = measured.replayed ? 'The effect of an earlier attempt was found and kept.' : null
  return { status: 'succeeded', reason, result: result === null ? Prisma.JsonNull : (result as object), ...common }
}
