import { z } from 'zod'
import { getException } from '#lib/exceptions/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One exception: terms, decision, and what lives on it',
  permission: 'policy:read',
  params: z.object({ exceptionId: z.string().max(80) }),
  handler: (actor, { params }) => getException(actor, params.exceptionId),
})
