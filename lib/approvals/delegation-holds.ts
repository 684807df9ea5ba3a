import type { Tx } from '../db/client.ts'

/** Whether `fromId` has delegated their decisions to `toId` at this instant. */
export async function delegationHolds(
  tx: Tx,
  tenantId: string,
  fromId: string,
  toId: string,
  now: Date,
): Promise<boolean> {
  const found = await tx.delegation.findFirst({
    where: { tenantId, fromId, toId, startsAt: { lte: now }, endsAt: { gt: now }, endedAt: null },
    select: { id: true },
  })
  return found !== null
}
