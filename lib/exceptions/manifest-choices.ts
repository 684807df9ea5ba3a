import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'

const SHOWN = 200

/** Manifests to choose from by name: those that changed last, and the one that is meant already. */
export async function manifestChoices(actor: Actor, chosen?: string): Promise<{ id: string; name: string }[]> {
  authorise(actor, 'manifest:read')
  const { tenantId } = actor
  const select = { id: true, name: true } as const
  const newest = await db.manifest.findMany({
    where: { tenantId, archivedAt: null },
    select,
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    take: SHOWN,
  })
  const known = !chosen || newest.some(({ id }) => id === chosen)
  const meant = known ? null : await db.manifest.findFirst({ where: { tenantId, id: chosen }, select })
  return [...(meant ? [meant] : []), ...newest].sort((a, b) => (a.name < b.name ? -1 : 1))
}
