import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getDeployment } from '#lib/provisioning/queries.ts'

export const GET = route({
  summary: 'One deployment with its stages',
  permission: 'deployment:read',
  params: z.object({ deploymentId: z.string() }),
  handler: (actor, { params }) => getDeployment(actor, params.deploymentId),
})
