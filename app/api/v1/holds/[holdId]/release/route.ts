import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { releaseHold } from '#lib/promotions/release-hold.ts'
import { releaseInput } from '#lib/promotions/schema.ts'

export const POST = route({
  summary: 'Let what was held go on',
  permission: 'promotion:hold',
  params: z.object({ holdId: z.string().max(80) }),
  body: releaseInput.omit({ id: true }).loose(),
  handler: (actor, { params, body }) => releaseHold(actor, { id: params.holdId, reason: body.reason }),
})
