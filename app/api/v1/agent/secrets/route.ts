import { instanceSecrets } from '#lib/agents/instance-secrets.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The secrets with which an instance starts its process; kept nowhere',
  permission: 'agent',
  handler: async (agent) => {
    const headers = { 'cache-control': 'no-store' }
    return Response.json({ secrets: await instanceSecrets(agent) }, { headers })
  },
})
