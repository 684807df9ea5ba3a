'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { destroyRunner } from '#lib/provisioning/destroy-runner.ts'
import { rotateWebhookSecret } from '#lib/runs/rotate-webhook-secret.ts'

export const rotateSecretAction = action({
  permission: 'secret:write',
  input: z.object({ triggerId: z.string() }).strict(),
  handler: (actor, { triggerId }) => rotateWebhookSecret(actor, triggerId),
})

export const destroyRunnerAction = action({
  permission: 'runner:destroy',
  input: z.object({ id: z.string() }).strict(),
  handler: (actor, { id }) => destroyRunner(actor, id),
})
