import { route } from '#lib/http/route.ts'
import { decisionParams } from '#lib/policy/registry/schema.ts'
import { replayDecision } from '#lib/policy/replay-decision.ts'

export const GET = route({
  summary: 'Ask the policies of its time about a stored decision once more',
  permission: 'policy:read',
  params: decisionParams,
  handler: (actor, { params }) => replayDecision(actor, params.decisionId),
})
