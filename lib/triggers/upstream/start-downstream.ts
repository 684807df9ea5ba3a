import { systemActorOf } from '../../auth/system-actor-of.ts'
import { db, transaction, unsafeDb, unsafeTx } from '../../db/client.ts'
import type { Trigger } from '../../db/generated/client.ts'
import { log } from '../../log.ts'
import { verifiedDigest } from '../../runs/gate-run.ts'
import { startRunIn } from '../../runs/start-run.ts'

const TRIGGERS = 50
const BATCH = 50

/**
 * Starts a run for every success upstream that nobody has followed yet, and forgets it in the same transaction. A gate
 * that says no leaves a denied run that says so. Returns how many successes were followed.
 */
export async function startDownstream(): Promise<number> {
  // The worker serves every tenant; what it starts, it starts as that tenant's system.
  const waiting = await unsafeDb.$queryRaw<Pick<Trigger, 'tenantId' | 'id'>[]>`
    select distinct "tenantId", "triggerId" id from (
      select "tenantId", "triggerId" from "UpstreamSuccess" order by "tenantId", "triggerId", "runId" limit 1000) few
    limit ${TRIGGERS}`
  let followed = 0
  for (const one of waiting) {
    followed += await follow(one).catch((error: unknown) => {
      log.error({ err: error, trigger: one.id }, 'a success upstream could not be followed')
      return 0
    })
  }
  return followed
}

async function follow({ tenantId, id }: Pick<Trigger, 'tenantId' | 'id'>): Promise<number> {
  const trigger = await db.trigger.findFirst({ where: { tenantId, id } })
  if (!trigger) return 0
  const actor = await systemActorOf(tenantId, 'scheduler')
  const verified = trigger.active ? await verifiedDigest(actor, trigger.runnerId) : undefined
  return transaction(async (tx) => {
    const successes = await unsafeTx(tx).$queryRaw<{ runId: string }[]>`
      delete from "UpstreamSuccess" s using (
        select "tenantId", "triggerId", "runId" from "UpstreamSuccess"
        where "tenantId" = ${tenantId} and "triggerId" = ${id} order by "runId" limit ${BATCH} for update skip locked) mine
      where s."tenantId" = mine."tenantId" and s."triggerId" = mine."triggerId" and s."runId" = mine."runId"
      returning s."runId"`
    // What a deployment took out in the meantime follows nothing any more.
    if (!trigger.active || !successes.length) return successes.length
    const runs = await tx.run.findMany({
      where: { tenantId, id: { in: successes.map(({ runId }) => runId) } },
      select: { id: true, token: true, finishedAt: true, correlationId: true, runnerId: true },
      orderBy: { id: 'asc' },
    })
    for (const { id: runId, token, finishedAt, correlationId, runnerId } of runs) {
      const upstream = { pipeline: trigger.pipeline, runId, runnerId, token, finishedAt: finishedAt?.toISOString() }
      await startRunIn(tx, actor, {
        runnerId: trigger.runnerId,
        token: `upstream:${id}:${runId}`,
        input: { upstream },
        origin: 'upstream',
        triggerId: id,
        upstreamRunId: runId,
        correlationId: correlationId ?? undefined,
        verified,
      })
    }
    await tx.trigger.updateMany({ where: { tenantId, id }, data: { lastAt: new Date() } })
    return successes.length
  })
}
