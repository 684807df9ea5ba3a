import { systemActorOf } from '../auth/system-actor-of.ts'
import { systemClock } from '../clock.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { notifyChange } from '../live/notify.ts'
import { log } from '../log.ts'
import type { RunnerSpec } from '../provisioning/target.ts'
import type { Outcome } from '../runs/end-of.ts'
import { handBack } from '../runs/hand-back.ts'
import { lostAttempts, MAX_LOST } from '../runs/hand-back-lost.ts'
import { settleRun } from '../runs/settle-runs.ts'
import { giveUpStranded } from './give-up-stranded.ts'

const BATCH = 200
/** The last attempt's agent may only have been cut off: it gets this much longer before the run is given up. */
const LAST_GRACE_MS = 60_000

type Lapsed = { tenantId: string; id: string; leaseUntil: Date; gone: boolean; stranded: boolean }

/**
 * Gives runs whose agent has fallen silent, was revoked or has ended back to those that wait for work, as their next
 * attempt; ends them when they were to be cancelled or have had their attempts. Returns how many were handled. Workers
 * may do this at the same moment: each step is a compare-and-set.
 */
export async function expireLeases(clock = systemClock): Promise<number> {
  const now = clock.now()
  // Leases lapse in every tenant; what ends, ends as that tenant's system.
  const lapsed = await unsafeDb.$queryRaw<Lapsed[]>`
    select r."tenantId", r.id, r."leaseUntil",
      a."revokedAt" is not null or coalesce(i.status in ('stopped', 'failed'), false) as gone,
      r."instanceId" is not null and coalesce(i.status in ('stopped', 'failed'), false) as stranded
    from "Run" r
    join "Agent" a on a."tenantId" = r."tenantId" and a.id = r."leaseAgentId"
    left join "Instance" i on i."tenantId" = a."tenantId" and i.id = a."instanceId"
    where r.status = 'running'
      and (r."leaseUntil" < ${now} or a."revokedAt" is not null or i.status in ('stopped', 'failed'))
    order by r."leaseUntil" limit ${BATCH}`
  let handled = await giveUpStranded()
  for (const one of lapsed) {
    // One that cannot be handled must not keep the others waiting.
    const done = await expire(one, now).catch((error: unknown) => {
      log.error({ err: error, run: one.id }, 'a lease could not be ended')
      return false
    })
    if (done) handled++
  }
  return handled
}

async function expire(lapsed: Lapsed, now: Date): Promise<boolean> {
  const { tenantId, id } = lapsed
  const actor = await systemActorOf(tenantId, 'worker')
  return transaction(async (tx) => {
    const row = await tx.run.findFirst({ where: { tenantId, id, status: 'running' }, include: { runner: true } })
    if (!row?.leaseAgentId) return false
    const { runner, ...run } = row
    const late = lapsed.gone || now.getTime() - lapsed.leaseUntil.getTime() > LAST_GRACE_MS
    const lost = lostAttempts(run)
    const outcome = outcomeOf(run.cancelRequestedAt !== null, lapsed.stranded, lost)
    if (!outcome) {
      const why = lapsed.gone ? 'died' : 'silent'
      if (!(await handBack(tx, actor, { run, runner }, { agentId: row.leaseAgentId, why }))) return false
      await notifyChange(tx, runner.id)
      await notifyChange(tx, runner.environmentId)
      return true
    }
    if (lost >= MAX_LOST && !run.cancelRequestedAt && !late) return false
    const spec = runner.spec as RunnerSpec
    return settleRun(tx, actor, { run, runner, spec, outcome })
  })
}

/** How a run ends whose agent is gone; undefined when another may try. Pure. */
function outcomeOf(cancelled: boolean, stranded: boolean, lost: number): Outcome | undefined {
  if (cancelled) return { cancelled: 'Cancelled while it ran; the agent that held it is gone.' }
  if (stranded) return { cause: 'platform', reason: 'The instance it was meant for has ended.', final: true }
  if (lost < MAX_LOST) return undefined
  return { cause: 'platform', reason: `The agents that held it fell silent, in ${lost} attempts.`, final: true }
}
