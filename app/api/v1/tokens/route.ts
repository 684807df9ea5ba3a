import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { createToken } from '#lib/tenancy/create-token.ts'
import { listTokens } from '#lib/tenancy/queries.ts'
import { revokeToken } from '#lib/tenancy/revoke-token.ts'
import { createTokenInput } from '#lib/tenancy/schema.ts'

export const GET = route({
  summary: 'API tokens, newest first; never their secrets',
  permission: 'token:manage',
  query: pageQuery.pick({ cursor: true }),
  handler: (actor, { query }) => listTokens(actor, query),
})

export const POST = route({
  summary: 'Make an API token; the secret is in this answer and nowhere else',
  permission: 'token:manage',
  body: createTokenInput,
  secretField: 'secret',
  status: 201,
  handler: (actor, { body }) => createToken(actor, body),
})

export const DELETE = route({
  summary: 'Revoke an API token at once',
  permission: 'token:manage',
  query: z.object({ id: z.string() }),
  handler: async (actor, { query }) => {
    await revokeToken(actor, query)
    return { id: query.id }
  },
})
