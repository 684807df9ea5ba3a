import { randomBytes } from 'node:crypto'
import { isPulled } from '../agents/is-pulled.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { Prisma, type Tx, transaction, violatedConstraint } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import { enqueue } from '../worker/enqueue.ts'
import { gateRun, type RunGate, verifiedDigest } from './gate-run.ts'
import { type RunInput, readInput } from './run-input.ts'
import type { RunOrigin, RunStatus } from './run-words.ts'
import { runToken } from './schema.ts'

export type StartRun = {
  runnerId: string
  /** Names the effect. Left out, every call is a new one. */
  token?: string | undefined
  input?: unknown
  origin: RunOrigin
  triggerId?: string | undefined
}

export type StartedRun = {
  id: string
  token: string
  status: RunStatus
  /** False when this token had been used with this very input before: then it is that run. */
  created: boolean
}

/**
 * Asks for a run: the gate, the row, its evidence and the queued work are one transaction. The same token with the same
 * input answers with the run that is there; one that was denied has had no effect, so its token may try again.
 * Throws `not_found`, `forbidden`, `policy_denied`, and `token_reused` when the token was used with another input.
 */
export async function startRun(actor: Actor, request: StartRun): Promise<StartedRun> {
  authorise(actor, 'run:start')
  const token = runToken.parse(request.token ?? `run-${randomBytes(9).toString('base64url')}`)
  const input = readInput(request.input)
  const verified = await verifiedDigest(actor, request.runnerId)
  const create = () => transaction((tx) => startRunIn(tx, actor, { ...request, token, verified }, input))
  // Two requests in the same instant: the unique token lets one in, and the other then finds it.
  const outcome = await create().catch((error: unknown) => {
    if (!violatedConstraint(error)) throw error
    return create()
  })
  if ('refusal' in outcome) throw outcome.refusal
  return outcome
}

/** What else is known by then: the token, and which digest has just been verified. */
export type StartRunIn = StartRun & { token: string; verified: string | undefined }

/**
 * The same inside a transaction that also does something else, such as moving a schedule on. A refusal of the gate is
 * returned, not thrown, so that its record commits.
 */
export async function startRunIn(
  tx: Tx,
  actor: Actor,
  request: StartRunIn,
  input: RunInput = readInput(request.input),
): Promise<StartedRun | { refusal: BareCountError }> {
  const { tenantId } = actor
  const { runnerId, token } = request
  const runner = await tx.runner.findFirst({ where: { tenantId, id: runnerId } })
  if (!runner) throw notFound('runner')
  const known = await tx.run.findFirst({
    where: { tenantId, runnerId, token },
    select: { id: true, status: true, inputDigest: true },
  })
  if (known && known.inputDigest !== input.digest) {
    throw new BareCountError('token_reused', `The token ${token} was used with another input (${known.id}).`, {
      remedy: 'Use a new token for a new effect; the same token only ever repeats the same one.',
    })
  }
  if (known && known.status !== 'denied') return { id: known.id, token, status: known.status, created: false }

  const id = known?.id ?? newId('run')
  const gate = await gateRun(tx, actor, { id, runner, verified: request.verified })
  await keepRun(tx, actor, { id, known: known !== null, runner, request, input, gate })
  const event = {
    actor,
    runId: id,
    runnerId,
    environmentId: runner.environmentId,
    manifestId: runner.manifestId,
    runner: runner.name,
    token,
    origin: request.origin,
  }
  if (gate.refusal) {
    const { decisionId, policyVersion, refusal } = gate
    const reason = refusal.message
    await appendEvidence(tx, { kind: 'run.denied', result: 'denied', ...event, reason, policyVersion, decisionId })
    return { refusal }
  }
  const { digest: inputDigest } = input
  const { triggerId } = request
  await appendEvidence(tx, { kind: 'run.requested', result: 'info', ...event, inputDigest, triggerId })
  await dispatchRun(tx, { tenantId, id, runner })
  return { id, token, status: 'queued', created: true }
}

/** Hands the run to whoever carries it out: the worker, or the agents that wait for work of this runner. */
async function dispatchRun(tx: Tx, { tenantId, id, runner }: { tenantId: string; id: string; runner: Runner }) {
  const pulled = isPulled(runner.spec as RunnerSpec)
  if (!pulled) await enqueue(tx, 'executeRun', id, tenantId, id)
  await notifyChange(tx, runner.id)
  if (pulled) await notifyChange(tx, runner.environmentId)
}

type Kept = { id: string; known: boolean; runner: Runner; request: StartRunIn; input: RunInput; gate: RunGate }

/** The row as the gate left it: new, or the denied one of the same token. */
async function keepRun(tx: Tx, actor: Actor, { id, known, runner, request, input, gate }: Kept): Promise<void> {
  const { tenantId } = actor
  const judged = gate.refusal
    ? { status: 'denied' as const, cause: 'denied' as const, reason: gate.refusal.message, finishedAt: new Date() }
    : { status: 'queued' as const, cause: null, reason: null, finishedAt: null }
  const fresh = { ...judged, decisionId: gate.decisionId, artifactDigest: runner.artifactDigest }
  if (known) {
    await tx.run.updateMany({ where: { tenantId, id, status: 'denied' }, data: fresh })
    return
  }
  await tx.run.create({
    data: {
      tenantId,
      id,
      runnerId: runner.id,
      token: request.token,
      origin: request.origin,
      triggerId: request.triggerId ?? null,
      inputDigest: input.digest,
      input: input.value === null ? Prisma.JsonNull : (input.value as object),
      environmentId: runner.environmentId,
      runnerClass: runner.runnerClass,
      traceId: randomBytes(16).toString('hex'),
      requestedById: actor.userId,
      ...fresh,
    },
  })
}
