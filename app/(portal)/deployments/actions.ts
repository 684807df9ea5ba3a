'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { cancelDeployment } from '#lib/provisioning/cancel-deployment.ts'
import { deployManifest } from '#lib/provisioning/deploy-manifest.ts'
import { resumeDeployment } from '#lib/provisioning/resume-deployment.ts'
import { deployInput } from '#lib/provisioning/schema.ts'

const byId = z.object({ id: z.string() }).strict()

export const deployAction = action({ permission: 'deployment:request', input: deployInput, handler: deployManifest })

export const cancelAction = action({
  permission: 'deployment:cancel',
  input: byId,
  handler: (actor, { id }) => cancelDeployment(actor, id),
})

export const resumeAction = action({
  permission: 'deployment:request',
  input: byId,
  handler: (actor, { id }) => resumeDeployment(actor, id),
})
