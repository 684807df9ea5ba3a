import { systemActorOf } from '../auth/system-actor-of.ts'
import { systemClock } from '../clock.ts'
import { transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { log } from '../log.ts'
import { nextTimes } from '../manifests/schedule.ts'
import { verifiedDigest } from './gate-run.ts'
import { startRunIn } from './start-run.ts'

type Due = { tenantId: string; id: string; runnerId: string; cron: string; timezone: string; nextAt: Date }

const BATCH = 100

/**
 * Starts a run for every schedule whose time has come and sets its next time, each in a transaction of its own.
 * Workers may do this at the same moment: a row another one holds is left to it. Ticks missed while no worker ran
 * become one run. Returns how many ticks were handled.
 */
export async function tickSchedules(clock = systemClock): Promise<number> {
  const now = clock.now()
  // The scheduler serves every tenant; what it starts, it starts as that tenant's system.
  const due = await unsafeDb.$queryRaw<Due[]>`
    select "tenantId", id, "runnerId", cron, timezone, "nextAt" from "Trigger"
    where active and kind = 'schedule' and "nextAt" <= ${now} order by "nextAt" limit ${BATCH}`
  let ticks = 0
  for (const one of due) {
    // One schedule that cannot be served must not keep the others waiting.
    const done = await tick(one, now).catch((error: unknown) => {
      log.error({ err: error, trigger: one.id }, 'a schedule could not be served')
      return false
    })
    if (done) ticks++
  }
  return ticks
}

async function tick(due: Due, now: Date): Promise<boolean> {
  const actor = await systemActorOf(due.tenantId, 'scheduler')
  const verified = await verifiedDigest(actor, due.runnerId)
  return transaction(async (tx) => {
    const claimed = await unsafeTx(tx).$queryRaw<unknown[]>`
      select id from "Trigger" where "tenantId" = ${due.tenantId} and id = ${due.id} and active
        and "nextAt" = ${due.nextAt} for update skip locked`
    if (!claimed.length) return false
    const at = due.nextAt.toISOString()
    const outcome = await startRunIn(tx, actor, {
      runnerId: due.runnerId,
      token: `schedule:${due.id}:${at}`,
      input: { scheduledAt: at },
      origin: 'schedule',
      triggerId: due.id,
      verified,
    })
    if ('refusal' in outcome)
      log.warn({ trigger: due.id, detail: outcome.refusal.message }, 'a scheduled run was denied')
    const from = new Date(Math.max(now.getTime(), due.nextAt.getTime()))
    await tx.trigger.updateMany({
      where: { tenantId: due.tenantId, id: due.id },
      data: { lastAt: due.nextAt, nextAt: nextTimes(due, from, 1)[0] ?? null },
    })
    return true
  })
}
