import { route } from '#lib/http/route.ts'
import { atRevision, draftParams } from '#lib/policy/registry/schema.ts'
import { startSimulation } from '#lib/policy/simulate/start-simulation.ts'

export const POST = route({
  summary: 'Ask the worker what a policy draft would change',
  permission: 'policy:write',
  params: draftParams,
  body: atRevision,
  handler: (actor, { params, body }) => startSimulation(actor, { ...body, id: params.draftId }),
})
