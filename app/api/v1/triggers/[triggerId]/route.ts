import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getTrigger, progressOf } from '#lib/triggers/queries.ts'

export const GET = route({
  summary: 'One trigger, with how far it has read its topic or folder',
  permission: 'runner:read',
  params: z.object({ triggerId: z.string() }),
  handler: async (actor, { params }) => ({
    ...(await getTrigger(actor, params.triggerId)),
    ...(await progressOf(actor, params.triggerId)),
  }),
})
