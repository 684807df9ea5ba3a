import { z } from 'zod'
import { renewException } from '#lib/exceptions/renew-exception.ts'
import { renewExceptionInput } from '#lib/exceptions/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Ask for an exception that continues this one',
  permission: 'exception:request',
  params: z.object({ exceptionId: z.string().max(80) }),
  body: renewExceptionInput.omit({ id: true }),
  status: 201,
  handler: (actor, { params, body }) => renewException(actor, { id: params.exceptionId, ...body }),
})
