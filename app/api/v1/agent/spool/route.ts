import { spoolInput } from '#lib/agents/schema.ts'
import { takeSpool } from '#lib/agents/take-spool.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Hand in entries of an agent’s spool, in order: logs and ends of runs',
  permission: 'agent',
  body: spoolInput,
  // One result may be as large as any input, with its signature around it.
  maxBytes: 16 * 1024 * 1024,
  handler: (agent, { body }) => takeSpool(agent, body),
})
