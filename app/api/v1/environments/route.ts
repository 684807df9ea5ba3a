import { route } from '#lib/http/route.ts'
import { listEnvironments } from '#lib/provisioning/list-environments.ts'

export const GET = route({
  summary: 'Environments by rank',
  permission: 'environment:read',
  handler: async (actor) => ({ environments: await listEnvironments(actor) }),
})
