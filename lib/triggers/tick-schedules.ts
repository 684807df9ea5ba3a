import { systemActorOf } from '../auth/system-actor-of.ts'
import { systemClock } from '../clock.ts'
import { db, type Tx, transaction, unsafeDb, unsafeTx } from '../db/client.ts'
import type { Trigger } from '../db/generated/client.ts'
import { log } from '../log.ts'
import { nextTimes } from '../manifests/schedule.ts'
import { ticksBetween } from '../manifests/ticks.ts'
import type { Exclusions } from '../manifests/trigger-words.ts'
import { pausesDuring } from '../pauses/queries.ts'
import { verifiedDigest } from '../runs/gate-run.ts'
import { startRunIn } from '../runs/start-run.ts'
import { exclusionOf } from './exclusions.ts'
import { planTicks, type TickPlan } from './plan-ticks.ts'
import { recordSkips } from './record-skips.ts'

export type DueSchedule = Trigger & { cron: string; timezone: string; nextAt: Date; exclude: Exclusions | null }

const BATCH = 100
/** Runs that one transaction starts; what is caught up beyond that follows in the next. */
const RUNS_AT_ONCE = 50

/**
 * Starts what schedules are due for and sets their next time, each in a transaction of its own. Workers may do this at
 * the same moment: a row another one holds is left to it. What becomes of ticks that nobody looked at in time is the
 * manifest's word; those that become no run are written down. Returns how many schedules were handled.
 */
export async function tickSchedules(clock = systemClock): Promise<number> {
  const now = clock.now()
  // The scheduler serves every tenant; what it starts, it starts as that tenant's system.
  const due = (await unsafeDb.trigger.findMany({
    where: { active: true, kind: 'schedule', nextAt: { lte: now } },
    orderBy: { nextAt: 'asc' },
    take: BATCH,
  })) as DueSchedule[]
  let handled = 0
  for (const one of due) {
    // One schedule that cannot be served must not keep the others waiting.
    const done = await tick(one, now).catch((error: unknown) => {
      log.error({ err: error, trigger: one.id }, 'a schedule could not be served')
      return false
    })
    if (done) handled++
  }
  return handled
}

async function tick(due: DueSchedule, now: Date): Promise<boolean> {
  const actor = await systemActorOf(due.tenantId, 'scheduler')
  const [verified, planned] = await Promise.all([verifiedDigest(actor, due.runnerId), planOf(due, now)])
  const { plan, handledTo } = firstPart(planned, now)
  return transaction(async (tx) => {
    if (!(await claim(tx, due))) return false
    for (const tickAt of plan.run) {
      const at = tickAt.toISOString()
      const outcome = await startRunIn(tx, actor, {
        runnerId: due.runnerId,
        token: `schedule:${due.id}:${at}`,
        input: { scheduledAt: at },
        origin: 'schedule',
        triggerId: due.id,
        verified,
      })
      if ('refusal' in outcome) {
        log.warn({ trigger: due.id, detail: outcome.refusal.message }, 'a scheduled run was denied')
      }
    }
    await recordSkips(tx, actor, due, plan.skipped)
    const last = [...plan.run, ...plan.skipped.map(({ at }) => at)].sort((a, b) => a.getTime() - b.getTime()).at(-1)
    await tx.trigger.updateMany({
      where: { tenantId: due.tenantId, id: due.id },
      data: { lastAt: last ?? due.nextAt, nextAt: nextTimes(due, handledTo, 1)[0] ?? null },
    })
    return true
  })
}

async function claim(tx: Tx, { tenantId, id, nextAt }: DueSchedule): Promise<boolean> {
  const claimed = await unsafeTx(tx).$queryRaw<unknown[]>`
    select id from "Trigger" where "tenantId" = ${tenantId} and id = ${id} and active
      and "nextAt" = ${nextAt} for update skip locked`
  return claimed.length > 0
}

/** What is to become of every tick from the one that is due to now. */
async function planOf(due: DueSchedule, now: Date): Promise<TickPlan> {
  const { tenantId, runnerId, environmentId, nextAt, timezone, exclude } = due
  const [pauses, calendars] = await Promise.all([
    pausesDuring(db, { tenantId, runnerId, environmentId, from: nextAt, to: now }),
    exclude?.calendars.length
      ? db.calendar.findMany({
          where: { tenantId, name: { in: exclude.calendars } },
          select: { name: true, days: true },
        })
      : [],
  ])
  return planTicks({
    due: [nextAt, ...ticksBetween(due, nextAt, now)],
    now,
    missed: due.missed,
    catchUp: due.catchUp,
    excluded: (at) => (exclude ? exclusionOf(at, timezone, exclude, calendars) : undefined),
    paused: (at) => pauses.find(({ pausedAt, resumedAt }) => pausedAt <= at && (!resumedAt || resumedAt > at))?.id,
  })
}

/** As much of a plan as one transaction takes, and up to which instant that is. */
function firstPart(plan: TickPlan, now: Date): { plan: TickPlan; handledTo: Date } {
  const last = plan.run[RUNS_AT_ONCE - 1]
  if (!last || plan.run.length === RUNS_AT_ONCE) return { plan, handledTo: now }
  const part = { run: plan.run.slice(0, RUNS_AT_ONCE), skipped: plan.skipped.filter(({ at }) => at <= last) }
  return { plan: part, handledTo: last }
}
