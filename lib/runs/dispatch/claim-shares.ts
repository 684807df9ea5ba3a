import type { Actor } from '../../auth/actor.ts'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { log } from '../../log.ts'
import type { Attempt } from '../attempt-run.ts'
import { claimInvoked } from './claim-invoked.ts'
import { fairShares } from './fair-shares.ts'
import { findWaiting, type WaitingRunner } from './find-waiting.ts'

/** Claimed in one transaction at most: a tenant's load is locked for that long. */
const CLAIMED_AT_ONCE = 50

/**
 * Looks whose runs wait for a worker, shares its free places out over these tenants, and claims for one after another.
 * `hold` is given each attempt as soon as it is claimed. Returns how many were.
 */
export async function claimShares(
  workerId: string,
  free: number,
  hold: (actor: Actor, attempt: Attempt) => void,
): Promise<number> {
  const waiting = byTenant(await findWaiting())
  const asking = [...waiting].map(([tenantId, runners]) => {
    const [one] = runners
    return { tenantId, running: one?.running ?? 0, waiting: runners.reduce((sum, each) => sum + each.waiting, 0) }
  })
  let claimed = 0
  for (const [tenantId, share] of fairShares(asking, free)) {
    const runnerIds = (waiting.get(tenantId) ?? []).map(({ runnerId }) => runnerId)
    const actor = await systemActorOf(tenantId, 'worker')
    // One tenant whose runs cannot be claimed must not keep the others waiting.
    const attempts = await claimInvoked(actor, {
      runnerIds,
      places: Math.min(share, CLAIMED_AT_ONCE),
      workerId,
    }).catch((error: unknown) => {
      log.error({ err: error, tenantId }, 'runs could not be claimed')
      return []
    })
    for (const attempt of attempts) hold(actor, attempt)
    claimed += attempts.length
  }
  return claimed
}

function byTenant(runners: readonly WaitingRunner[]): Map<string, WaitingRunner[]> {
  const tenants = new Map<string, WaitingRunner[]>()
  for (const one of runners) tenants.set(one.tenantId, [...(tenants.get(one.tenantId) ?? []), one])
  return tenants
}
