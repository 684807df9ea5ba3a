import { triageInput } from '#lib/findings/schema.ts'
import { triageFindings } from '#lib/findings/triage-findings.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Say how findings stand, with a reason; excusing them takes an approver',
  permission: 'finding:triage',
  body: triageInput,
  handler: (actor, { body }) => triageFindings(actor, body),
})
