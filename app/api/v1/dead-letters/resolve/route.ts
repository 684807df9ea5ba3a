import { resolveDeadLetters } from '#lib/dead-letters/resolve-dead-letters.ts'
import { resolveInput } from '#lib/dead-letters/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Waive dead letters, or say that another run did what they were to do',
  permission: 'dead_letter:resolve',
  body: resolveInput,
  handler: (actor, { body }) => resolveDeadLetters(actor, body),
})
