import { systemActorOf } from '../../auth/system-actor-of.ts'
import { transaction, unsafeDb, unsafeTx } from '../../db/client.ts'
import { executorLock } from '../../worker/dbos.ts'
import { aliveStatuses } from './instance-words.ts'
import { failInstance, subjectFields } from './transitions.ts'

/** A worker of the same machine adopts within seconds; after this long none is coming. */
const ABANDONED_MS = 60_000

/**
 * Fails the instances of machines that are gone with their workers, so that others take their place. What may still run
 * there is removed when a worker comes back. Returns how many.
 */
export async function failAbandoned(): Promise<number> {
  const old = new Date(Date.now() - ABANDONED_MS)
  // Any tenant's.
  const rows = await unsafeDb.instance.findMany({
    where: { status: { in: [...aliveStatuses] }, createdAt: { lt: old } },
    select: { ...subjectFields, executorId: true },
  })
  const beats = await unsafeDb.workerHeartbeat.findMany({ where: { at: { gt: old } }, select: { executorId: true } })
  const present = new Set(beats.map(({ executorId }) => executorId))
  let failed = 0
  for (const row of rows.filter(({ executorId }) => !present.has(executorId ?? ''))) {
    const actor = await systemActorOf(row.tenantId, 'worker')
    const done = await transaction(async (tx) => {
      const [lock] = await unsafeTx(tx).$queryRaw<{ locked: boolean }[]>`
        select pg_try_advisory_xact_lock(hashtextextended(${executorLock(row.executorId ?? '')}, 0)) as locked`
      if (!lock?.locked) return false
      return failInstance(tx, actor, row, 'The machine it ran on is gone.')
    })
    if (done) failed++
  }
  return failed
}
