import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { listInstances } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'Containers or hosts of a runner, newest first',
  permission: 'runner:read',
  params: z.object({ runnerId: z.string() }),
  query: z.object({ cursor: z.string().optional() }),
  handler: (actor, { params, query }) => listInstances(actor, params.runnerId, query),
})
