import { randomBytes } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import { notifyChange } from '../live/notify.ts'
import { enqueue } from '../worker/enqueue.ts'
import { gateRun } from './gate-run.ts'
import { type RunInput, readInput } from './run-input.ts'
import { type RunOrigin, type RunStatus, runToken } from './schema.ts'

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
 * input answers with the run that is there. Throws `not_found`, `forbidden`, `policy_denied`, `token_reused` when the
 * token was used with another input, `invalid_state` when the runner takes no work.
 */
export async function startRun(actor: Actor, request: StartRun): Promise<StartedRun> {
  authorise(actor, 'run:start')
  const token = runToken.parse(request.token ?? `run-${randomBytes(9).toString('base64url')}`)
  const input = readInput(request.input)
  const create = () => transaction((tx) => startRunIn(tx, actor, { ...request, token }, input))
  // Two requests in the same instant: the unique token lets one in, and the other then finds it.
  const outcome = await create().catch((error: unknown) => {
    if (!violatedConstraint(error)) throw error
    return create()
  })
  if ('denied' in outcome) throw outcome.denied
  return outcome
}

type Denied = { denied: BareCountError }

/**
 * The same inside a transaction that also does something else, such as moving a schedule on. A denial is returned, not
 * thrown, so that its own record commits.
 */
export async function startRunIn(
  tx: Tx,
  actor: Actor,
  request: StartRun & { token: string },
  input: RunInput = readInput(request.input),
): Promise<StartedRun | Denied> {
  const { tenantId } = actor
  const { runnerId, token } = request
  const runner = await tx.runner.findFirst({
    where: { tenantId, id: runnerId },
    include: { environment: { select: { name: true } } },
  })
  if (!runner) throw notFound('runner')
  const known = await tx.run.findFirst({
    where: { tenantId, runnerId, token },
    select: { id: true, status: true, inputDigest: true },
  })
  if (known) return sameRun(known, token, input)

  const gate = await gateRun(tx, actor, runner)
  const id = newId('run')
  await tx.run.create({
    data: {
      tenantId,
      id,
      runnerId,
      token,
      origin: request.origin,
      triggerId: request.triggerId ?? null,
      status: gate.allowed ? 'queued' : 'denied',
      ...(gate.allowed ? {} : { cause: 'denied', reason: gate.reason, finishedAt: new Date() }),
      inputDigest: input.digest,
      input: input.value as object,
      artifactDigest: runner.artifactDigest,
      environmentId: runner.environmentId,
      runnerClass: runner.runnerClass,
      decisionId: gate.decisionId ?? null,
      traceId: randomBytes(16).toString('hex'),
      requestedById: actor.userId,
    },
  })
  const subject = { actor, runId: id, runnerId, environmentId: runner.environmentId, manifestId: runner.manifestId }
  const facts = { runner: runner.name, token, origin: request.origin }
  if (!gate.allowed) {
    const { policyVersion, decisionId, reason } = gate
    await appendEvidence(tx, {
      kind: 'run.denied',
      result: 'denied',
      ...subject,
      ...facts,
      reason,
      policyVersion,
      decisionId,
    })
    const { remedy } = gate
    return { denied: new BareCountError('policy_denied', reason, remedy ? { remedy } : {}) }
  }
  await appendEvidence(tx, {
    kind: 'run.requested',
    result: 'info',
    ...subject,
    ...facts,
    inputDigest: input.digest,
    triggerId: request.triggerId,
  })
  await enqueue(tx, 'executeRun', id, tenantId, id)
  await notifyChange(tx, runnerId)
  return { id, token, status: 'queued', created: true }
}

function sameRun(
  known: { id: string; status: RunStatus; inputDigest: string },
  token: string,
  input: RunInput,
): StartedRun {
  if (known.inputDigest === input.digest) return { id: known.id, token, status: known.status, created: false }
  throw new BareCountError('token_reused', `The token ${token} was used with another input (${known.id}).`, {
    remedy: 'Use a new token for a new effect; the same token only ever repeats the same one.',
  })
}
