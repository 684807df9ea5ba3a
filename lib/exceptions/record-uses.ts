import type { Tx } from '../db/client.ts'

/** Writes down what a deployment passed its gates by, in the transaction that places the runner. */
export async function recordExceptionUses(
  tx: Tx,
  { tenantId, deploymentId, runnerId }: { tenantId: string; deploymentId: string; runnerId: string },
  exceptionIds: readonly string[],
): Promise<void> {
  const known = await tx.exceptionUse.findMany({ where: { tenantId, deploymentId }, select: { exceptionId: true } })
  const fresh = exceptionIds.filter((id) => !known.some(({ exceptionId }) => exceptionId === id))
  await tx.exceptionUse.createMany({
    data: fresh.map((exceptionId) => ({ tenantId, deploymentId, runnerId, exceptionId })),
  })
}
