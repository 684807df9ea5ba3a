import { route } from '#lib/http/route.ts'
import { validateText } from '#lib/policy/registry/lint-rule.ts'
import { validateTextInput } from '#lib/policy/registry/schema.ts'

export const POST = route({
  summary: 'Every fault of a file of policies, with line and column; nothing is kept',
  permission: 'policy:read',
  body: validateTextInput,
  handler: (actor, { body }) => validateText(actor, body),
})
