import { z } from 'zod'
import { getRunner } from '#lib/catalog/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'A runner by id, or by name@environment',
  permission: 'runner:read',
  params: z.object({ runnerId: z.string() }),
  handler: (actor, { params }) => getRunner(actor, decodeURIComponent(params.runnerId)),
})
