import { z } from 'zod'
import { revokeException } from '#lib/exceptions/revoke-exception.ts'
import { revokeExceptionInput } from '#lib/exceptions/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'End an exception before its time',
  permission: 'exception:revoke',
  params: z.object({ exceptionId: z.string().max(80) }),
  body: revokeExceptionInput.omit({ id: true }),
  handler: (actor, { params, body }) => revokeException(actor, { id: params.exceptionId, ...body }),
})
