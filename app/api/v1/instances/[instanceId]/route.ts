import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getInstance } from '#lib/provisioning/instances/queries.ts'

export const GET = route({
  summary: 'A container or host of a runner',
  permission: 'runner:read',
  params: z.object({ instanceId: z.string() }),
  handler: (actor, { params }) => getInstance(actor, params.instanceId),
})
