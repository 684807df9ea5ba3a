import { pageQuery, route } from '#lib/http/route.ts'
import { addTest } from '#lib/policy/registry/keep-test.ts'
import { listTests } from '#lib/policy/registry/queries.ts'
import { addTestInput } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'Policy tests, newest first',
  permission: 'policy:read',
  query: pageQuery,
  handler: (actor, { query }) => listTests(actor, query),
})

export const POST = route({
  summary: 'Add a policy test: a request and the answer it must get',
  permission: 'policy:write',
  body: addTestInput,
  status: 201,
  handler: (actor, { body }) => addTest(actor, body),
})
