import { listLimits } from '#lib/findings/list-limits.ts'
import { limitInput } from '#lib/findings/schema.ts'
import { setLimit } from '#lib/findings/set-limit.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The most that artifacts may carry into each place, the wider rows first',
  permission: 'policy:read',
  handler: listLimits,
})

export const PUT = route({
  summary: 'Set the most that artifacts may carry into a place',
  permission: 'policy:write',
  body: limitInput,
  handler: (actor, { body }) => setLimit(actor, body),
})
