import { listEvidence } from '#lib/evidence/queries.ts'
import { evidenceFilters } from '#lib/evidence/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Evidence of the tenant, newest first, without the statements',
  permission: 'evidence:read',
  query: pageQuery.extend(evidenceFilters.shape),
  handler: (actor, { query: { cursor, limit, ...filters } }) => listEvidence(actor, filters, { cursor, limit }),
})
