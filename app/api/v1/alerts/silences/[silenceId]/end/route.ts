import { z } from 'zod'
import { endSilence } from '#lib/alerts/silence-alerts.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'End a silence before its time',
  permission: 'alert:manage',
  params: z.object({ silenceId: z.string().max(40) }),
  handler: (actor, { params }) => endSilence(actor, { id: params.silenceId }),
})
