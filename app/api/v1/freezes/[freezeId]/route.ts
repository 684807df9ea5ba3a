import { z } from 'zod'
import { notFound } from '#lib/errors.ts'
import { blockedBy } from '#lib/freezes/blocked-by.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'A freeze, and what it stops in this tenant',
  permission: 'environment:read',
  params: z.object({ freezeId: z.string().max(80) }),
  handler: async (actor, { params }) => {
    const blocked = await blockedBy(actor, params.freezeId)
    if (!blocked) throw notFound('freeze')
    return blocked
  },
})
