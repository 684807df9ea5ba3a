import { pageQuery, route } from '#lib/http/route.ts'
import { putSecret } from '#lib/secrets/put-secret.ts'
import { listSecrets } from '#lib/secrets/queries.ts'
import { putSecretInput } from '#lib/secrets/schema.ts'

export const GET = route({
  summary: 'Secrets of the tenant by path; values are never given',
  permission: 'secret:list',
  query: pageQuery,
  handler: (actor, { query }) => listSecrets(actor, query),
})

export const PUT = route({
  summary: 'Set a secret',
  permission: 'secret:write',
  body: putSecretInput,
  handler: (actor, { body }) => putSecret(actor, body),
})
