import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { deployManifest } from '../provisioning/deploy-manifest.ts'
import { planPromotion } from './plan-promotion.ts'
import { refuseNow } from './refuse-now.ts'
import type { promoteInput } from './schema.ts'

/**
 * Takes what runs of a manifest in one environment to a higher one: the same version, the same artifact, that
 * environment's variables. Returns the deployment's id. Throws `not_found`, `invalid_state` when the direction is down,
 * and `policy_denied` when it is held, frozen, failed its smoke test, or passes by an environment that comes before.
 */
export async function promoteRunner(actor: Actor, input: z.output<typeof promoteInput>): Promise<{ id: string }> {
  authorise(actor, 'deployment:request')
  const plan = await planPromotion(actor, input)
  await refuseNow(actor, plan, input.startsAt)
  return deployManifest(actor, {
    manifestVersionId: plan.manifestVersionId,
    environment: plan.environment.name,
    source: plan.source,
    startsAt: input.startsAt,
  })
}
