import { hearHeartbeat } from '#lib/agents/hear-heartbeat.ts'
import { heartbeatInput } from '#lib/agents/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Say which runs an agent holds and how it is; hear which to end',
  permission: 'agent',
  body: heartbeatInput,
  handler: (agent, { body }) => hearHeartbeat(agent, body),
})
