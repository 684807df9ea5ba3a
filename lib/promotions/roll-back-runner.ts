import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { deployManifest } from '../provisioning/deploy-manifest.ts'
import { planRollback } from './plan-rollback.ts'
import { refuseNow } from './refuse-now.ts'
import type { rollbackInput } from './schema.ts'

/**
 * Goes back to a version that ran well in the same environment: the same artifact, nothing built, through every gate
 * of now. Returns the deployment's id. Throws `not_found`, `invalid_state` when there is nothing to go back to,
 * `policy_denied`.
 */
export async function rollBackRunner(actor: Actor, input: z.output<typeof rollbackInput>): Promise<{ id: string }> {
  authorise(actor, 'deployment:request')
  const plan = await planRollback(actor, input)
  await refuseNow(actor, plan, input.startsAt)
  return deployManifest(actor, {
    manifestVersionId: plan.manifestVersionId,
    environment: plan.environment.name,
    source: plan.source,
    startsAt: input.startsAt,
  })
}
