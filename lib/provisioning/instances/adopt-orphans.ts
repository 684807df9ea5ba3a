import { transaction, unsafeDb, unsafeTx } from '../../db/client.ts'
import { log } from '../../log.ts'
import { executorLock } from '../../worker/dbos.ts'
import { aliveStatuses } from './instance-words.ts'
import { adoptInstance } from './transitions.ts'

/**
 * Takes over the instances of this machine and home whose worker is gone, so that they go on instead of being started
 * once more. A worker that lives holds a session lock for its id; one that died does not. Returns how many were taken.
 */
export async function adoptOrphans(executorId: string, homeId: string): Promise<number> {
  // Instances of every tenant run here.
  const rows = await unsafeDb.instance.findMany({
    where: { homeId, status: { in: [...aliveStatuses] }, executorId: { not: executorId } },
    select: { tenantId: true, id: true, runnerId: true, executorId: true },
  })
  let adopted = 0
  for (const row of rows) {
    const taken = await transaction(async (tx) => {
      const [lock] = await unsafeTx(tx).$queryRaw<{ locked: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${executorLock(row.executorId ?? '')}, 0)) as locked`
      return lock?.locked ? adoptInstance(tx, row, executorId) : false
    })
    if (taken) adopted++
  }
  if (adopted) log.warn({ adopted }, 'took over the instances of a dead worker')
  return adopted
}
