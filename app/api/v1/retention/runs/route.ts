import { route } from '#lib/http/route.ts'
import { listRunRetention, setRunRetention } from '#lib/runs/retention.ts'
import { runRetentionInput } from '#lib/runs/schema.ts'

export const GET = route({
  summary: 'How many days inputs and results of runs are kept, by class',
  permission: 'policy:read',
  handler: async (actor) => ({ retention: await listRunRetention(actor) }),
})

export const PUT = route({
  summary: 'Keep inputs and results of a class for so many days',
  permission: 'retention:manage',
  body: runRetentionInput,
  handler: (actor, { body }) => setRunRetention(actor, body),
})
