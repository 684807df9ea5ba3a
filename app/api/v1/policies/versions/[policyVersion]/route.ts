import { route } from '#lib/http/route.ts'
import { getVersion } from '#lib/policy/registry/queries.ts'
import { policyVersionParams, versionQuery } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'A policy version with its rules, and what it changed against another',
  permission: 'policy:read',
  params: policyVersionParams,
  query: versionQuery,
  handler: (actor, { params, query }) => getVersion(actor, params.policyVersion, query.against),
})
