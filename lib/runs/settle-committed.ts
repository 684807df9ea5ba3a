import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { committedEffect } from '../provisioning/targets/local/run-output.ts'
import { beginAttempts } from './begin-attempts.ts'
import type { Waiting } from './claim-runs.ts'
import { settleRuns } from './settle-runs.ts'
import type { Holder } from './transitions.ts'

type Committed = { runner: Runner; waiting: readonly Waiting[]; holder: Holder }

/**
 * Ends runs whose effect an attempt has committed that was then lost with its worker or agent, before it could say so:
 * they have succeeded, whatever a gate says of beginning now. Nothing runs and nothing is set aside. Returns their ids.
 */
export async function settleCommitted(
  tx: Tx,
  actor: Actor,
  { runner, waiting, holder }: Committed,
): Promise<Set<string>> {
  const done = waiting.flatMap(({ run, spec }) => {
    const effect = run.attempt > 0 ? committedEffect(spec, run.token) : undefined
    return effect ? [{ run, spec, measured: { ...effect, outcome: 'succeeded' as const, replayed: true } }] : []
  })
  if (!done.length) return new Set()
  const begun = await beginAttempts(
    tx,
    actor,
    done.map(({ run, spec }) => ({ run, runner, spec })),
    holder,
  )
  const measured = new Map(done.map((one) => [one.run.id, one.measured]))
  const settlements = begun.flatMap((one) => {
    const found = measured.get(one.run.id)
    return found ? [{ ...one, outcome: { measured: found } }] : []
  })
  return new Set(await settleRuns(tx, actor, settlements))
}
