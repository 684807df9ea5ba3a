import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { failQueuedRuns } from '../runs/fail-queued-runs.ts'

const BATCH = 200

/** Ends runs that wait for an instance that has ended: nobody else may take them. Returns how many. */
export async function giveUpStranded(): Promise<number> {
  // Instances end in every tenant.
  const stranded = await unsafeDb.$queryRaw<{ tenantId: string; id: string; why: string | null }[]>`
    select r."tenantId", r.id, i.reason as why
    from "Run" r join "Instance" i on i."tenantId" = r."tenantId" and i.id = r."instanceId"
    where r.status = 'queued' and r."instanceId" is not null and i.status in ('stopped', 'failed') limit ${BATCH}`
  let ended = 0
  for (const { tenantId, id, why } of stranded) {
    const reason = `The instance it was meant for has ended.${why ? ` ${why}` : ''}`
    if (await failQueued(tenantId, id, reason)) ended++
  }
  return ended
}

/** Ends a run that nobody has taken, with its evidence. False when somebody has, or it has ended. */
export async function failQueued(tenantId: string, id: string, reason: string): Promise<boolean> {
  const actor = await systemActorOf(tenantId, 'worker')
  return transaction(async (tx) => {
    const row = await tx.run.findFirst({ where: { tenantId, id, status: 'queued' }, include: { runner: true } })
    if (!row) return false
    const { runner, ...run } = row
    return (await failQueuedRuns(tx, actor, [{ run, runner, cause: 'platform', reason }])).length === 1
  })
}
