import { route } from '#lib/http/route.ts'
import { getMatrix } from '#lib/policy/matrix/queries.ts'
import { matrixPlaceSchema } from '#lib/policy/matrix/schema.ts'

export const GET = route({
  summary: 'Which combinations the tenant is offered in a place for some data, and who decided each',
  permission: 'policy:read',
  query: matrixPlaceSchema,
  handler: (actor, { query }) => getMatrix(actor, query),
})
