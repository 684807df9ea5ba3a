import { z } from 'zod'
import { revokeWaiver } from '#lib/findings/revoke-waiver.ts'
import { revokeWaiverInput } from '#lib/findings/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'End a licence waiver before its time',
  permission: 'finding:decide',
  params: z.object({ waiverId: z.string().max(80) }),
  body: revokeWaiverInput.omit({ id: true }),
  handler: (actor, { params, body }) => revokeWaiver(actor, { id: params.waiverId, ...body }),
})
