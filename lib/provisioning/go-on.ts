import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { enqueue } from '../worker/enqueue.ts'

/**
 * waiting_approval|scheduled → queued, as the next round. One that does not wait comes to its gate by itself. Call it
 * with the deployment's row locked.
 */
export async function goOn(tx: Tx, { tenantId }: Pick<Actor, 'tenantId'>, id: string): Promise<void> {
  const waiting = await tx.deployment.findFirst({
    where: { tenantId, id, status: { in: ['waiting_approval', 'scheduled'] } },
    select: { round: true },
  })
  if (!waiting) return
  const round = waiting.round + 1
  const data = { status: 'queued' as const, round, reason: null, waitingUntil: null }
  await tx.deployment.updateMany({ where: { tenantId, id }, data })
  await enqueue(tx, 'deploy', `${id}:${round}`, tenantId, id, round)
}
