import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { resumeDeployment } from '#lib/provisioning/resume-deployment.ts'

export const POST = route({
  summary: 'Go on from the stage that failed or was cancelled',
  permission: 'deployment:request',
  params: z.object({ deploymentId: z.string() }),
  status: 202,
  handler: async (actor, { params }) => {
    await resumeDeployment(actor, params.deploymentId)
    return { id: params.deploymentId }
  },
})
