import type { Actor } from '../auth/actor.ts'
import { Prisma, type Tx, unsafeTx } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { appendEvidences } from '../evidence/append-evidence.ts'
import type { EvidenceEvent } from '../evidence/events.ts'
import { currentTrace } from '../telemetry/context.ts'
import { newTraceId } from '../telemetry/trace-context.ts'
import type { RunGate } from './gate-run.ts'
import { onRunsEnded } from './on-runs-ended.ts'
import { tellWaiting } from './release-retries.ts'
import type { RunAsked, StartTogether } from './start-runs.ts'

/** A run that is asked for and is to be kept; `again`: its row is there, denied. */
export type FreshRun = RunAsked & { id: string; again: boolean }

type Kept = { request: StartTogether; runner: Runner; fresh: readonly FreshRun[]; gate: RunGate }

/** The rows as the gate left them, their evidence, and word to whoever may carry them out. */
export async function keepRuns(tx: Tx, actor: Actor, { request, runner, fresh, gate }: Kept): Promise<void> {
  const { tenantId } = actor
  const judged = gate.refusal
    ? { status: 'denied' as const, cause: 'denied' as const, reason: gate.refusal.message, finishedAt: new Date() }
    : { status: 'queued' as const, cause: null, reason: null, finishedAt: null }
  const now = { ...judged, decisionId: gate.decisionId, artifactDigest: runner.artifactDigest }
  const again = fresh.filter((one) => one.again).map(({ id }) => id)
  await tx.run.updateMany({ where: { tenantId, id: { in: again }, status: 'denied' }, data: now })
  const rows = fresh.filter((one) => !one.again)
  // First the old word of the token goes, then the new one comes.
  await giveTokensOn(tx, tenantId, rows)
  const caller = currentTrace()
  await tx.run.createMany({
    data: rows.map(({ id, token, input, replayOf }) => ({
      tenantId,
      id,
      runnerId: runner.id,
      token,
      origin: request.origin,
      triggerId: request.triggerId ?? null,
      correlationId: request.correlationId ?? null,
      upstreamRunId: request.upstreamRunId ?? null,
      replayOfId: replayOf ?? null,
      inputDigest: input.digest,
      input: input.value === null ? Prisma.JsonNull : (input.value as object),
      environmentId: runner.environmentId,
      runnerClass: runner.runnerClass,
      // One that is asked for alone is part of whatever asked for it; of many each has a trace of its own.
      ...(caller && rows.length === 1
        ? { traceId: caller.traceId, parentSpanId: caller.spanId }
        : { traceId: newTraceId() }),
      requestedById: actor.userId,
      ...now,
    })),
  })
  await appendEvidences(
    tx,
    fresh.map((one) => eventOf(actor, runner, request, one, gate)),
  )
  if (gate.refusal) await tellDenied(tx, actor, runner, fresh)
  else {
    const { id: runnerId, environmentId } = runner
    await tellWaiting(
      tx,
      fresh.map(({ id }) => ({ id, runnerId, environmentId })),
    )
  }
}

async function giveTokensOn(tx: Tx, tenantId: string, rows: readonly FreshRun[]): Promise<void> {
  const replays = rows.flatMap(({ id, replayOf }) => (replayOf ? [{ id, replayOf }] : []))
  if (!replays.length) return
  await unsafeTx(tx).$executeRaw`
    update "Run" r set "replayedById" = x.id
    from jsonb_to_recordset(${JSON.stringify(replays)}::jsonb) as x(id text, "replayOf" text)
    where r."tenantId" = ${tenantId} and r.id = x."replayOf"`
}

async function tellDenied(tx: Tx, actor: Actor, runner: Runner, fresh: readonly FreshRun[]): Promise<void> {
  const runs = await tx.run.findMany({ where: { tenantId: actor.tenantId, id: { in: fresh.map(({ id }) => id) } } })
  const spec = runner.spec as never
  await onRunsEnded(
    tx,
    actor,
    runs.map((run) => ({ run, runner, spec, status: 'denied', cause: 'denied', reason: run.reason ?? undefined })),
  )
}

function eventOf(
  actor: Actor,
  runner: Runner,
  request: StartTogether,
  { id, token, input, replayOf }: FreshRun,
  { refusal, decisionId, policyVersion }: RunGate,
): EvidenceEvent {
  const { id: runnerId, environmentId, manifestId, name } = runner
  const { origin, triggerId, upstreamRunId, correlationId } = request
  const about = { actor, runId: id, runnerId, environmentId, manifestId, runner: name, token, origin }
  if (refusal) {
    const reason = refusal.message
    return { kind: 'run.denied', result: 'denied', ...about, reason, policyVersion, decisionId }
  }
  const from = { triggerId, upstreamRunId, correlationId, replayOfId: replayOf }
  return { kind: 'run.requested', result: 'info', ...about, inputDigest: input.digest, ...from }
}
