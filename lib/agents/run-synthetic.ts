import type { Actor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import type { Run } from '../db/generated/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { changesOf } from '../live/changes.ts'
import { notifyChange } from '../live/notify.ts'
import { absent, controls, type IsolationReport } from '../provisioning/isolation.ts'
import { readLog } from '../provisioning/queries.ts'
import type { Invocation, InvocationCause, InvocationResult, RunnerSpec } from '../provisioning/target.ts'
import { readInput } from '../runs/run-input.ts'
import { isOver } from '../runs/states.ts'
import { failQueued } from './give-up-stranded.ts'

export type SyntheticRun = {
  spec: RunnerSpec
  /** The one instance that may take it. */
  instanceId?: string
  invocation: Pick<Invocation, 'token' | 'input' | 'traceId'>
  signal: AbortSignal
  onLog(line: string, channel: 'function' | 'platform'): void
  /** How long an agent may take to fetch it. */
  patienceMs?: number
}

const PATIENCE_MS = 60_000

/**
 * A smoke test of a runner whose runs are fetched: a real run that an agent leases, with its evidence. Its code is the
 * agent's own, so it needs no input but a nonce. Waits until it is over and answers as an invocation would.
 * Rejects with the signal's reason when that aborts; the run is then cancelled.
 */
export async function runSynthetic(actor: Actor, request: SyntheticRun): Promise<InvocationResult> {
  const id = await createRun(actor, request)
  const patience = AbortSignal.timeout(request.patienceMs ?? PATIENCE_MS)
  patience.addEventListener('abort', () => {
    const reason = 'No agent fetched it in time. Is one running that can reach the portal?'
    void failQueued(actor.tenantId, id, reason).catch(() => undefined)
  })
  let seen = 0n
  for await (const _ of changesOf(id, request.signal)) {
    // The row is read first: lines written after it belong to the next round, so the last lines are never missed.
    const run = await db.run.findFirst({ where: { tenantId: actor.tenantId, id } })
    for (const chunk of await readLog(actor, id, seen)) {
      seen = chunk.seq
      const channel = chunk.channel === 'platform' ? 'platform' : 'function'
      for (const line of chunk.text.split('\n')) request.onLog(line, channel)
    }
    if (run && isOver(run.status)) return resultOf(run)
  }
  await withdraw(actor, id)
  throw request.signal.reason
}

async function createRun(actor: Actor, { spec, instanceId, invocation }: SyntheticRun): Promise<string> {
  const { tenantId } = actor
  const id = newId('run')
  const input = readInput(JSON.parse(invocation.input))
  await transaction(async (tx) => {
    const where = { tenantId, id: spec.runnerId }
    const { manifestId } = await tx.runner.findFirst({ where }).then((found) => found ?? { manifestId: undefined })
    await tx.run.create({
      data: {
        tenantId,
        id,
        runnerId: spec.runnerId,
        token: invocation.token,
        origin: 'smoke_test',
        inputDigest: input.digest,
        input: input.value as object,
        artifactDigest: spec.artifactDigest,
        environmentId: spec.environment.id,
        runnerClass: spec.class,
        traceId: invocation.traceId,
        instanceId: instanceId ?? null,
        requestedById: actor.userId,
      },
    })
    await appendEvidence(tx, {
      kind: 'run.requested',
      actor,
      result: 'info',
      runId: id,
      runnerId: spec.runnerId,
      environmentId: spec.environment.id,
      manifestId,
      runner: spec.name,
      token: invocation.token,
      origin: 'smoke_test',
      inputDigest: input.digest,
    })
    await notifyChange(tx, spec.runnerId)
    await notifyChange(tx, spec.environment.id)
  })
  return id
}

/** Ends it when it waits; asks its agent to when it runs. */
async function withdraw(actor: Actor, id: string): Promise<void> {
  if (await failQueued(actor.tenantId, id, 'The smoke test was cancelled.')) return
  await transaction(async (tx) => {
    const where = { tenantId: actor.tenantId, id }
    const run = await tx.run.findFirst({ where, select: { leaseAgentId: true } })
    await tx.run.updateMany({
      where: { ...where, status: 'running' },
      data: { cancelRequestedAt: new Date(), cancelRequestedById: actor.userId },
    })
    if (run?.leaseAgentId) await notifyChange(tx, run.leaseAgentId)
  })
}

/** A run that is over, as the answer of an invocation. Pure. */
function resultOf(run: Run): InvocationResult {
  const nothing = Object.fromEntries(controls.map((name) => [name, absent('it did not get as far as running')]))
  const failed = run.status !== 'succeeded'
  return {
    outcome: failed ? 'failed' : 'succeeded',
    ...(failed ? { cause: causeOf(run), reason: run.reason ?? `It ended as ${run.status}.` } : {}),
    ...(failed ? {} : { result: JSON.stringify(run.result) }),
    coldStart: run.coldStart ?? false,
    initMs: run.initMs ?? 0,
    durationMs: run.durationMs ?? 0,
    maxMemoryMib: run.maxMemoryMib ?? 0,
    isolation: (run.isolation ?? nothing) as IsolationReport,
    logDigest: run.logDigest ?? '',
    outputFiles: run.outputFiles,
    replayed: false,
  }
}

/** What is not the code's own doing kept it from beginning. */
function causeOf({ cause }: Run): InvocationCause {
  switch (cause) {
    case 'user_error':
    case 'timeout':
    case 'out_of_memory':
    case 'exited':
      return cause
    default:
      return 'init_error'
  }
}
