import { z } from 'zod'
import { getFinding } from '#lib/findings/get-finding.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One finding with its advisory, where it runs, and what was ever said of it',
  permission: 'artifact:read',
  params: z.object({ findingId: z.string().max(80) }),
  handler: (actor, { params }) => getFinding(actor, params.findingId),
})
