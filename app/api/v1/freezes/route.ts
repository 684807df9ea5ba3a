import { createFreeze } from '#lib/freezes/create-freeze.ts'
import { listFreezes } from '#lib/freezes/queries.ts'
import { freezeInput } from '#lib/freezes/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Freezes of the tenant and of the platform, newest first',
  permission: 'environment:read',
  query: pageQuery,
  handler: (actor, { query }) => listFreezes(actor, query),
})

export const POST = route({
  summary: 'Announce a time in which nothing changes',
  permission: 'freeze:manage',
  body: freezeInput,
  status: 201,
  handler: (actor, { body }) => createFreeze(actor, body),
})
