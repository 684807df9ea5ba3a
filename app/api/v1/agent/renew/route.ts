import { renewIdentity } from '#lib/agents/renew-identity.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'A new identity for an agent in place of the present or just expired one',
  permission: 'agent',
  renewing: true,
  handler: (agent) => renewIdentity(agent),
})
