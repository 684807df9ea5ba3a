import { route } from '#lib/http/route.ts'
import { rollBackRunner } from '#lib/promotions/roll-back-runner.ts'
import { rollbackInput } from '#lib/promotions/schema.ts'

export const POST = route({
  summary: 'Go back to a version that ran well in the same environment',
  permission: 'deployment:request',
  body: rollbackInput,
  status: 202,
  handler: (actor, { body }) => rollBackRunner(actor, body),
})
