import { addUsualRules } from '#lib/alerts/add-usual-rules.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Add those of the usual alert rules that are missing',
  permission: 'alert:manage',
  status: 201,
  handler: (actor) => addUsualRules(actor),
})
