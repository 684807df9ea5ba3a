import { listArtifacts } from '#lib/artifacts/queries.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Artifacts, newest first, each with its latest scan in numbers',
  permission: 'artifact:read',
  query: pageQuery,
  handler: (actor, { query: { cursor, limit } }) => listArtifacts(actor, { limit, ...(cursor ? { cursor } : {}) }),
})
