import { createEnrolment } from '#lib/agents/create-enrolment.ts'
import { createEnrolmentInput } from '#lib/agents/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Invite an agent to an environment; the one-time token is in this answer and nowhere else',
  permission: 'agent:manage',
  body: createEnrolmentInput,
  secretField: 'token',
  status: 201,
  handler: (actor, { body }) => createEnrolment(actor, body),
})
