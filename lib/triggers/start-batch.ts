import { systemActorOf } from '../auth/system-actor-of.ts'
import { type Tx, transaction } from '../db/client.ts'
import type { Trigger } from '../db/generated/client.ts'
import { log } from '../log.ts'
import { pausesOver } from '../pauses/queries.ts'
import { verifiedDigest } from '../runs/gate-run.ts'
import { readInput } from '../runs/run-input.ts'
import type { RunOrigin } from '../runs/run-words.ts'
import { startRunsIn } from '../runs/start-runs.ts'

export type Arrived = { token: string; input: unknown }

/** Thrown where another worker has moved the trigger on in the meantime: there is nothing left to do. */
export class Overtaken extends Error {}

/** Thrown to undo a batch that a gate refuses: one run is to say so, not hundreds. */
class Refused extends Error {}

/**
 * Starts a run for each of what arrived, and lets `moveOn` remember that in the same transaction: both or neither, so
 * nothing is lost and nothing comes twice. When a gate says no, one run is kept as denied, nothing is moved on, and the
 * answer is why; undefined when all were started.
 */
export async function startBatch(
  trigger: Trigger,
  origin: RunOrigin,
  arrived: readonly Arrived[],
  moveOn: (tx: Tx) => Promise<void>,
): Promise<string | undefined> {
  const { tenantId, id: triggerId, runnerId } = trigger
  const actor = await systemActorOf(tenantId, 'scheduler')
  const verified = await verifiedDigest(actor, runnerId)
  const asked = arrived.map(({ token, input }) => ({ token, input: readInput(input) }))
  const request = { runnerId, origin, triggerId, verified }
  try {
    await transaction(async (tx) => {
      // First: whoever comes second finds it moved on, before anything else is done.
      await moveOn(tx)
      const answers = await startRunsIn(tx, actor, request, asked)
      for (const answer of answers) {
        if (!('refusal' in answer)) continue
        // Somebody used the token by hand for something else: it has had its effect.
        if (answer.refusal.code !== 'token_reused') throw new Refused(answer.refusal.message)
        log.warn({ trigger: triggerId, token: answer.token }, 'the token of an arrival was used before')
      }
    })
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await transaction((tx) => startRunsIn(tx, actor, request, asked.slice(0, 1)))
    return error.message
  }
}

/** Why nothing of a trigger's runner begins just now, or undefined: a pause over it. */
export async function heldByPause({ tenantId, runnerId, environmentId }: Trigger): Promise<string | undefined> {
  const actor = await systemActorOf(tenantId, 'scheduler')
  const [pause] = await pausesOver(actor, { runnerId, environmentId })
  return pause && `Runs of ${pause.scope} are paused: ${pause.reason}`
}
