import { route } from '#lib/http/route.ts'
import { listRetention, setRetention } from '#lib/logs/retention.ts'
import { retentionInput } from '#lib/logs/schema.ts'

export const GET = route({
  summary: 'How many days logs are kept, by what they are of',
  permission: 'policy:read',
  handler: async (actor) => ({ retention: await listRetention(actor) }),
})

export const PUT = route({
  summary: 'Keep logs of a class for so many days',
  permission: 'retention:manage',
  body: retentionInput,
  handler: (actor, { body }) => setRetention(actor, body),
})
