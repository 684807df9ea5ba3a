import { route } from '#lib/http/route.ts'
import { promoteRunner } from '#lib/promotions/promote-runner.ts'
import { promoteInput } from '#lib/promotions/schema.ts'

export const POST = route({
  summary: 'Take the same digests to a higher environment',
  permission: 'deployment:request',
  body: promoteInput,
  status: 202,
  handler: (actor, { body }) => promoteRunner(actor, body),
})
