import { z } from 'zod'
import { listAgents } from '#lib/agents/queries.ts'
import { revokeAgent } from '#lib/agents/revoke-agent.ts'
import { agentFilters } from '#lib/agents/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Agents, newest first, with what they can run and how they stand',
  permission: 'agent:read',
  query: agentFilters.extend(pageQuery.pick({ cursor: true }).shape),
  handler: (actor, { query }) => listAgents(actor, query),
})

export const DELETE = route({
  summary: 'Revoke an agent at once; what it held is given to others',
  permission: 'agent:manage',
  query: z.object({ id: z.string() }),
  handler: async (actor, { query }) => {
    await revokeAgent(actor, query)
    return { id: query.id }
  },
})
