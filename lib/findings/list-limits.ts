import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { defaultLimits, EVERY } from './pick-limits.ts'

/** The limits that hold for the tenant: what ships, the platform's rows, and the tenant's own; the wider ones first. */
export async function listLimits(actor: Actor) {
  authorise(actor, 'policy:read')
  // The platform's own rows belong to no tenant.
  const rows = await unsafeDb.artifactLimit.findMany({
    where: { tenantId: { in: [EVERY, actor.tenantId] } },
    orderBy: [{ environment: 'asc' }, { classification: 'asc' }],
  })
  const ofPlatform = rows.filter(({ tenantId }) => tenantId === EVERY)
  const own = rows.filter(({ tenantId }) => tenantId !== EVERY)
  const shipped = {
    environment: EVERY,
    classification: EVERY,
    ...defaultLimits,
    updatedAt: null,
    origin: 'shipped' as const,
  }
  const described = (origin: 'platform' | 'tenant') => (row: (typeof rows)[number]) => {
    const { environment, classification, critical, high, medium, unknown, licences, updatedAt } = row
    return { environment, classification, critical, high, medium, unknown, licences, updatedAt, origin }
  }
  return { limits: [shipped, ...ofPlatform.map(described('platform')), ...own.map(described('tenant'))] }
}
