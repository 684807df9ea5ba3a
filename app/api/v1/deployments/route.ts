import { pageQuery, route } from '#lib/http/route.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import { listDeployments } from '#lib/provisioning/queries.ts'
import { deployInput, deploymentFilters } from '#lib/provisioning/schema.ts'

export const GET = route({
  summary: 'Deployments of the tenant, newest first',
  permission: 'deployment:read',
  query: pageQuery.extend(deploymentFilters.shape),
  handler: (actor, { query }) => listDeployments(actor, query),
})

export const POST = route({
  summary: 'Deploy a manifest version to an environment',
  permission: 'deployment:request',
  body: deployInput,
  status: 202,
  handler: (actor, { body }) => deployManifest(actor, body),
})
