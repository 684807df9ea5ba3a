import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { listSkips } from '#lib/triggers/queries.ts'

export const GET = route({
  summary: 'Ticks that a schedule let go, newest first: excluded, paused or missed',
  permission: 'runner:read',
  params: z.object({ triggerId: z.string() }),
  query: pageQuery,
  handler: (actor, { params, query }) => listSkips(actor, params.triggerId, query),
})
