import { z } from 'zod'
import { liftFreeze } from '#lib/freezes/lift-freeze.ts'
import { liftFreezeInput } from '#lib/freezes/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'End a freeze before its time, or call it off',
  permission: 'freeze:manage',
  params: z.object({ freezeId: z.string().max(80) }),
  body: liftFreezeInput.omit({ id: true }),
  handler: (actor, { params, body }) => liftFreeze(actor, { id: params.freezeId, ...body }),
})
