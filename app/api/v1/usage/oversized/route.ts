import { route } from '#lib/http/route.ts'
import { listOversized } from '#lib/usage/list-oversized.ts'

export const GET = route({
  summary: 'Runners that a smaller size would do for, with the saving a month',
  permission: 'cost:read',
  handler: (actor) => listOversized(actor),
})
