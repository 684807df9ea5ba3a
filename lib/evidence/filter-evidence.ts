import type { Actor } from '../auth/actor.ts'
import { Prisma } from '../db/client.ts'
import type { EvidenceFilters } from './schema.ts'

const fields = [
  'kind',
  'actorId',
  'manifestId',
  'environmentId',
  'runnerId',
  'deploymentId',
  'runId',
  'result',
] as const

/** The rows of the actor's tenant that the filters leave, as Prisma asks for them. */
export function matching(actor: Actor, filters: EvidenceFilters) {
  const chosen = Object.fromEntries(fields.flatMap((field) => (filters[field] ? [[field, filters[field]]] : [])))
  const at = {
    ...(filters.from ? { gte: new Date(filters.from) } : {}),
    ...(filters.to ? { lt: new Date(filters.to) } : {}),
  }
  return { ...chosen, tenantId: actor.tenantId, ...(Object.keys(at).length ? { at } : {}) }
}

/** The same, but for the time range, as a condition on the row `e` of raw SQL. */
export function matchingSql(actor: Actor, filters: EvidenceFilters): Prisma.Sql {
  const conditions = fields.flatMap((field) =>
    // The column's name is one of the list above, never what somebody sent.
    filters[field] ? [Prisma.sql`e.${Prisma.raw(`"${field}"`)} = ${filters[field]}`] : [],
  )
  return Prisma.join([Prisma.sql`e."tenantId" = ${actor.tenantId}`, ...conditions], ' and ')
}
