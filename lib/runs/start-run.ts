import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { type Tx, transaction, violatedConstraint } from '../db/client.ts'
import type { BareCountError } from '../errors.ts'
import { verifiedDigest } from './gate-run.ts'
import { type Place, pickRunner } from './pick-runner.ts'
import { readInput } from './run-input.ts'
import { runToken } from './schema.ts'
import { newToken, type StartedRun, type StartTogether, startRunsIn } from './start-runs.ts'

export type { StartedRun } from './start-runs.ts'

export type StartRun = Omit<StartTogether, 'runnerId' | 'verified'> & {
  /** The runner, or the pipeline and environment that it is picked by. */
  runnerId?: string | undefined
  pipeline?: string | undefined
  environment?: string | undefined
  /** Names the effect. Left out, every call is a new one. */
  token?: string | undefined
  input?: unknown
  /** The failed run that this one repeats, under its token. */
  replayOf?: string | undefined
}

/**
 * Asks for a run: the gate, the row, its evidence and word to who carries it out are one transaction. The same token
 * with the same input answers with the run that is there; one that was denied has had no effect, so its token may try
 * again. Throws `not_found`, `forbidden`, `policy_denied`, `conflict` when a pipeline has several runners there, and
 * `token_reused` when the token was used with another input.
 */
export async function startRun(actor: Actor, request: StartRun): Promise<StartedRun> {
  authorise(actor, 'run:start')
  const runnerId = request.runnerId ?? (await pickRunner(actor, placeOf(request)))
  const token = runToken.parse(request.token ?? newToken())
  const input = readInput(request.input)
  const verified = await verifiedDigest(actor, runnerId)
  const create = () => transaction((tx) => startRunIn(tx, actor, { ...request, runnerId, token, verified }, input))
  // Two requests in the same instant: the unique token lets one in, and the other then finds it.
  const outcome = await create().catch((error: unknown) => {
    if (!violatedConstraint(error)) throw error
    return create()
  })
  if ('refusal' in outcome) throw outcome.refusal
  return outcome
}

/** What else is known by then: the runner, the token, and which digest has just been verified. */
export type StartRunIn = StartTogether & { token: string; input?: unknown; replayOf?: string | undefined }

/**
 * The same inside a transaction that also does something else, such as moving a schedule on. A refusal is returned, not
 * thrown, so that its record commits.
 */
export async function startRunIn(
  tx: Tx,
  actor: Actor,
  { token, input: given, replayOf, ...request }: StartRunIn,
  input = readInput(given),
): Promise<StartedRun | { refusal: BareCountError }> {
  const [answer] = await startRunsIn(tx, actor, request, [{ token, input, replayOf }])
  return answer as NonNullable<typeof answer>
}

const placeOf = ({ pipeline = '', environment = '' }: StartRun): Place => ({ pipeline, environment })
