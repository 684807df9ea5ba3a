import { leaseRuns } from '#lib/agents/lease-runs.ts'
import { leaseInput } from '#lib/agents/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Lease runs to carry out; waits until there are any',
  permission: 'agent',
  body: leaseInput,
  handler: (agent, { body, signal }) => leaseRuns(agent, body, signal),
})
