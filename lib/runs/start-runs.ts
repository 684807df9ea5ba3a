import { randomBytes } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { gateRun, type RunGate, verifiedDigest } from './gate-run.ts'
import { type FreshRun, keepRuns } from './keep-runs.ts'
import { type RunInput, readInput } from './run-input.ts'
import type { RunOrigin, RunStatus } from './run-words.ts'
import { runToken } from './schema.ts'

/** One effect that is asked for. */
export type RunAsked = {
  token: string
  input: RunInput
  /** The failed run that this one repeats, under its token. */
  replayOf?: string | undefined
}

/** What is common to runs that are asked for together. `verified`: the digest that has just been verified. */
export type StartTogether = {
  runnerId: string
  origin: RunOrigin
  triggerId?: string | undefined
  correlationId?: string | undefined
  upstreamRunId?: string | undefined
  verified: string | undefined
}

export type StartedRun = {
  id: string
  token: string
  status: RunStatus
  /** False when this token had been used with this very input before: then it is that run. */
  created: boolean
}
export type Started = StartedRun | { token: string; refusal: BareCountError }

/** As many as one call may ask for. */
export const MOST_AT_ONCE = 1000

export type StartMany = Omit<StartTogether, 'verified'> & {
  items: readonly { token?: string | undefined; input?: unknown; replayOf?: string | undefined }[]
}

/**
 * Asks for many runs of one runner: one gate for all of them, since all are judged alike, and one transaction. Answers
 * item by item, in order; what is refused does not keep the others from it. Throws `not_found`, `forbidden`, and
 * `invalid_input` or `payload_too_large` for an input that cannot be kept, before anything is written.
 */
export async function startRuns(actor: Actor, { items, ...request }: StartMany): Promise<Started[]> {
  authorise(actor, 'run:start')
  const asked = items.map(({ token, input, replayOf }) => {
    return { token: runToken.parse(token ?? newToken()), input: readInput(input), replayOf }
  })
  const verified = await verifiedDigest(actor, request.runnerId)
  const create = () => transaction((tx) => startRunsIn(tx, actor, { ...request, verified }, asked))
  // Two requests in the same instant: the unique token lets one in, and the other then finds it.
  return create().catch((error: unknown) => {
    if (!violatedConstraint(error)) throw error
    return create()
  })
}

/** A token for an effect that nobody has named. */
export const newToken = (): string => `run-${randomBytes(9).toString('base64url')}`

/** The same inside a transaction that also does something else. A refusal is returned, so that its record commits. */
export async function startRunsIn(
  tx: Tx,
  actor: Actor,
  request: StartTogether,
  asked: readonly RunAsked[],
): Promise<Started[]> {
  const { tenantId } = actor
  const runner = await tx.runner.findFirst({ where: { tenantId, id: request.runnerId } })
  if (!runner) throw notFound('runner')
  const known = await knownRuns(tx, tenantId, runner.id, asked)
  const fresh: FreshRun[] = []
  const answers = asked.map((one) => {
    const before = known.get(one.token)
    const answer = before && answerOf(one, before)
    if (answer) return () => answer
    const id = before?.status === 'denied' && before.id !== one.replayOf ? before.id : newId('run')
    const mine = { ...one, id, again: id === before?.id }
    fresh.push(mine)
    // Asked for twice in one call, the second finds the first.
    known.set(one.token, { id, token: one.token, status: 'queued', inputDigest: one.input.digest })
    return (gate: RunGate | undefined): Started =>
      gate?.refusal
        ? { token: one.token, refusal: gate.refusal }
        : { id, token: one.token, status: 'queued', created: true }
  })
  const [first] = fresh
  const gate = first && (await gateRun(tx, actor, { id: first.id, runner, verified: request.verified, begins: false }))
  if (gate) await keepRuns(tx, actor, { request, runner, fresh, gate })
  return answers.map((answer) => answer(gate))
}

type Known = { id: string; token: string; status: RunStatus; inputDigest: string }

async function knownRuns(tx: Tx, tenantId: string, runnerId: string, asked: readonly RunAsked[]) {
  const rows: Known[] = await tx.run.findMany({
    where: { tenantId, runnerId, token: { in: asked.map(({ token }) => token) }, replayedById: null },
    select: { id: true, token: true, status: true, inputDigest: true },
  })
  return new Map(rows.map((row) => [row.token, row]))
}

/** What a token that was used before answers; undefined when it may begin (again). Pure. */
function answerOf({ token, input, replayOf }: RunAsked, known: Known): Started | undefined {
  if (known.inputDigest !== input.digest) {
    const message = `The token ${token} was used with another input: ${known.id} had ${known.inputDigest}, this has ${input.digest}.`
    const remedy = 'Use a new token for a new effect; the same token only ever repeats the same one.'
    return { token, refusal: new BareCountError('token_reused', message, { remedy }) }
  }
  // A denied one has had no effect; one that failed or was cancelled is repeated by who says so.
  const ended = known.status === 'failed' || known.status === 'cancelled'
  if (known.status === 'denied' || (ended && known.id === replayOf)) return undefined
  return { id: known.id, token, status: known.status, created: false }
}
