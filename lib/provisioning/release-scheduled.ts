import { transaction, unsafeDb } from '../db/client.ts'
import { notifyChange } from '../live/notify.ts'
import { goOn } from './go-on.ts'
import { lockDeployment } from './lock-deployment.ts'

const BATCH = 100

/**
 * Lets deployments go on whose time has come; their gate asks everything once more. Returns how many. Runs over every
 * tenant, since time does.
 */
export async function releaseScheduled(now: Date): Promise<number> {
  const due = await unsafeDb.deployment.findMany({
    where: { status: 'scheduled', waitingUntil: { lte: now } },
    select: { tenantId: true, id: true },
    take: BATCH,
  })
  for (const { tenantId, id } of due) {
    await transaction(async (tx) => {
      await lockDeployment(tx, { tenantId, deploymentId: id })
      const where = { tenantId, id, status: 'scheduled' as const, waitingUntil: { lte: now } }
      if (!(await tx.deployment.findFirst({ where, select: { id: true } }))) return
      await goOn(tx, { tenantId }, id)
      await notifyChange(tx, id)
    })
  }
  return due.length
}
