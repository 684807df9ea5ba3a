import { grantWaiver } from '#lib/findings/grant-waiver.ts'
import { listWaivers } from '#lib/findings/list-waivers.ts'
import { waiverInput } from '#lib/findings/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Licence waivers, newest first',
  permission: 'artifact:read',
  query: pageQuery,
  handler: (actor, { query }) => listWaivers(actor, query),
})

export const POST = route({
  summary: 'Let a component be shipped under its licence until an instant',
  permission: 'finding:decide',
  body: waiverInput,
  status: 201,
  handler: (actor, { body }) => grantWaiver(actor, body),
})
