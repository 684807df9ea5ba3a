import { reopenDeadLetters } from '#lib/dead-letters/reopen-dead-letters.ts'
import { reopenInput } from '#lib/dead-letters/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Take back that dead letters were waived or superseded',
  permission: 'dead_letter:resolve',
  body: reopenInput,
  handler: (actor, { body }) => reopenDeadLetters(actor, body),
})
