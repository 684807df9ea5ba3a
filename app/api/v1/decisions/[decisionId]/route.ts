import { route } from '#lib/http/route.ts'
import { getDecision } from '#lib/policy/decision-queries.ts'
import { decisionParams } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'A stored policy decision with its inputs, findings and versions',
  permission: 'policy:read',
  params: decisionParams,
  handler: (actor, { params }) => getDecision(actor, params.decisionId),
})
