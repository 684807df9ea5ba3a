import type { Actor } from '../../auth/actor.ts'
import { systemActorOf } from '../../auth/system-actor-of.ts'
import { log } from '../../log.ts'
import type { Attempt } from '../attempt-run.ts'
import { claimInvoked } from './claim-invoked.ts'
import { fairShares } from './fair-shares.ts'
import { findWaiting, type WaitingRunner } from './find-waiting.ts'

/** Claimed in one transaction at most: a tenant's load is locked for that long. */
const CLAIMED_AT_ONCE = 50
/** A claim waits for the database most of its time. */
const TENANTS_AT_ONCE = 4

/**
 * Looks whose runs wait for a worker, shares its free places out over these tenants, and claims for each.
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
  const claim = async (tenantId: string, share: number) => {
    const runnerIds = (waiting.get(tenantId) ?? []).map(({ runnerId }) => runnerId)
    const actor = await systemActorOf(tenantId, 'worker')
    const attempts = await claimInvoked(actor, { runnerIds, places: Math.min(share, CLAIMED_AT_ONCE), workerId })
    for (const attempt of attempts) hold(actor, attempt)
    claimed += attempts.length
  }
  const shares = [...fairShares(asking, free)].values()
  const claimNext = async () => {
    // One tenant whose runs cannot be claimed must not keep the others waiting.
    for (const [tenantId, share] of shares)
      await claim(tenantId, share).catch((err: unknown) => log.error({ err, tenantId }, 'runs could not be claimed'))
  }
  await Promise.all(Array.from({ length: TENANTS_AT_ONCE }, claimNext))
  return claimed
}

function byTenant(runners: readonly WaitingRunner[]): Map<string, WaitingRunner[]> {
  const tenants = new Map<string, WaitingRunner[]>()
  for (const one of runners) tenants.set(one.tenantId, [...(tenants.get(one.tenantId) ?? []), one])
  return tenants
}
