import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { cancelDeployment } from '#lib/provisioning/cancel-deployment.ts'

export const POST = route({
  summary: 'Cancel a deployment at whatever stage it is',
  permission: 'deployment:cancel',
  params: z.object({ deploymentId: z.string() }),
  status: 202,
  handler: async (actor, { params }) => {
    await cancelDeployment(actor, params.deploymentId)
    return { id: params.deploymentId }
  },
})
