import type { Tx } from '../db/client.ts'

/** Where a change goes, and when. */
export type BreakGlassMatter = {
  tenantId: string
  environmentId: string
  manifestId?: string | undefined
  at: Date
}

export type OpenGlass = { id: string; until: string }

/** The break-glass that is open for a change at its instant: of several the one that stays open longest. */
export async function breakGlassFor(tx: Tx, matter: BreakGlassMatter): Promise<OpenGlass | undefined> {
  const { tenantId, environmentId, manifestId, at } = matter
  const row = await tx.breakGlass.findFirst({
    where: {
      tenantId,
      environmentId,
      closedAt: null,
      openedAt: { lte: at },
      until: { gt: at },
      OR: [{ manifestId: null }, ...(manifestId ? [{ manifestId }] : [])],
    },
    select: { id: true, until: true },
    orderBy: [{ until: 'desc' }, { id: 'asc' }],
  })
  return row ? { id: row.id, until: row.until.toISOString() } : undefined
}

/** Uses of break-glass in an environment that nobody has reviewed; a deployment's own are not held against it. */
export async function unreviewedUses(
  tx: Tx,
  {
    tenantId,
    environmentId,
    deploymentId,
  }: { tenantId: string; environmentId: string; deploymentId?: string | undefined },
): Promise<number> {
  return tx.breakGlassUse.count({
    where: {
      tenantId,
      environmentId,
      reviewedAt: null,
      ...(deploymentId ? { deploymentId: { not: deploymentId } } : {}),
    },
  })
}
