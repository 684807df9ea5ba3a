import { route } from '#lib/http/route.ts'
import { thresholdInput } from '#lib/replays/schema.ts'
import { getThreshold, setThreshold } from '#lib/replays/threshold.ts'

export const GET = route({
  summary: 'How many tokens one replay may have without approval',
  permission: 'run:read',
  handler: (actor) => getThreshold(actor),
})

export const PUT = route({
  summary: 'Say from how many tokens on a replay asks for approval; a tenant never above the platform',
  permission: 'member:write',
  body: thresholdInput,
  handler: (actor, { body }) => setThreshold(actor, body),
})
