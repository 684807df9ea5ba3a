import type { Tx } from '../db/client.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { Involved } from './involved.ts'

/** Members of a group that the manifest names as its owner or whose cost centre it has, and whoever it names by e-mail. */
export async function costOwners(
  tx: Tx,
  tenantId: string,
  { owner, tags }: NormalisedManifest['metadata'],
): Promise<Involved[]> {
  const { cost_center: costCentre } = tags
  const groups = await tx.approverGroup.findMany({
    where: { tenantId, OR: [{ name: owner }, ...(costCentre ? [{ costCentres: { has: costCentre } }] : [])] },
    select: { name: true, members: { select: { userId: true } } },
  })
  const named = await tx.user.findMany({ where: { email: owner.toLowerCase() }, select: { id: true } })
  return [
    ...groups.flatMap(({ name, members }) =>
      members.map(({ userId }) => ({ userId, why: 'owns' as const, detail: name })),
    ),
    ...named.map(({ id }) => ({ userId: id, why: 'owns' as const, detail: owner })),
  ]
}
