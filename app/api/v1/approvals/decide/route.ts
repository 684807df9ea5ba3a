import { route } from '#lib/http/route.ts'
import { decideMany } from '#lib/inbox/decide-many.ts'
import { decideManyInput } from '#lib/inbox/schema.ts'

export const POST = route({
  summary: 'One verdict on many requests, each judged by itself; a result for each',
  permission: 'approval:decide',
  body: decideManyInput,
  handler: (actor, { body }) => decideMany(actor, body),
})
