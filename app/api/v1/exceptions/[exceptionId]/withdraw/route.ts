import { z } from 'zod'
import { withdrawException } from '#lib/exceptions/withdraw-exception.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Take back a request of one’s own before it is decided',
  permission: 'exception:request',
  params: z.object({ exceptionId: z.string().max(80) }),
  handler: (actor, { params }) => withdrawException(actor, { id: params.exceptionId }),
})
