import { systemActor } from '../auth/actor.ts'
import { systemClock } from '../clock.ts'
import { type Tx, transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { log } from '../log.ts'
import { nextTimes } from '../manifests/schedule.ts'
import { startRunIn } from './start-run.ts'

type Due = { tenantId: string; id: string; runnerId: string; cron: string; timezone: string; nextAt: Date }

/**
 * Starts a run for every schedule whose time has come and sets its next time, each in a transaction of its own.
 * Workers may do this at the same moment: a claimed row is skipped by the others. Ticks missed while no worker ran
 * become one run. Returns how many ticks were handled.
 */
export async function tickSchedules(clock = systemClock): Promise<number> {
  for (let ticks = 0; ; ticks++) {
    if (!(await transaction((tx) => tickOne(tx, clock.now())))) return ticks
  }
}

async function tickOne(tx: Tx, now: Date): Promise<boolean> {
  // The scheduler serves every tenant; what it starts, it starts as that tenant's system.
  const [due] = await unsafeTx(tx).$queryRaw<Due[]>`
    select "tenantId", id, "runnerId", cron, timezone, "nextAt" from "Trigger"
    where active and kind = 'schedule' and "nextAt" <= ${now}
    order by "nextAt" limit 1 for update skip locked`
  if (!due) return false
  await startDue(tx, due)
  const from = new Date(Math.max(now.getTime(), due.nextAt.getTime()))
  await tx.trigger.updateMany({
    where: { tenantId: due.tenantId, id: due.id },
    data: { lastAt: due.nextAt, nextAt: nextTimes(due, from, 1)[0] ?? null },
  })
  return true
}

async function startDue(tx: Tx, due: Due): Promise<void> {
  const tenant = await unsafeDb.tenant.findUniqueOrThrow({ where: { id: due.tenantId } })
  if (tenant.suspendedAt) return
  const at = due.nextAt.toISOString()
  try {
    await startRunIn(tx, systemActor(tenant, 'scheduler'), {
      runnerId: due.runnerId,
      token: `schedule:${due.id}:${at}`,
      input: { scheduledAt: at },
      origin: 'schedule',
      triggerId: due.id,
    })
  } catch (error) {
    // A runner that takes no work misses this tick; the schedule goes on.
    if (!(error instanceof BareCountError)) throw error
    log.warn({ trigger: due.id, code: error.code, detail: error.message }, 'a scheduled run was not started')
  }
}
