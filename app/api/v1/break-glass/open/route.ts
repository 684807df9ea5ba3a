import { openGlass } from '#lib/break-glass/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'What is open now',
  permission: 'policy:read',
  handler: async (actor) => ({ open: await openGlass(actor) }),
})
