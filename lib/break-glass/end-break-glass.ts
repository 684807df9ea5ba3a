import { systemActorOf } from '../auth/system-actor-of.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { shutGlass } from './close-break-glass.ts'
import { namedRow } from './named-glass.ts'

const BATCH = 100

/**
 * Writes down, once each, which break-glass has ended. Runs over every tenant, since time does; gates compare the end
 * with the instant they ask about, so nothing hangs on it. Returns how many ended.
 */
export async function endBreakGlass(now: Date): Promise<number> {
  const due = await unsafeDb.breakGlass.findMany({
    where: { closedAt: null, until: { lte: now } },
    include: namedRow,
    orderBy: { until: 'asc' },
    take: BATCH,
  })
  for (const glass of due) {
    const actor = await systemActorOf(glass.tenantId, 'scheduler')
    await transaction((tx) => shutGlass(tx, actor, glass, glass.until, 'ended'))
  }
  return due.length
}
