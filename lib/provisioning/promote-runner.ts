import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { deployManifest } from './deploy-manifest.ts'
import type { promoteInput } from './schema.ts'

/**
 * Takes what runs of a manifest in one environment to a higher one: the same version, the same artifact, that
 * environment's variables. Returns the deployment's id. Throws `not_found`, `invalid_state` when the runner is not
 * active or the direction is down.
 */
export async function promoteRunner(actor: Actor, input: z.output<typeof promoteInput>): Promise<{ id: string }> {
  authorise(actor, 'deployment:request')
  const runner = await db.runner.findFirst({
    where: { tenantId: actor.tenantId, manifestId: input.manifestId, environment: { name: input.from } },
    include: { environment: true },
  })
  if (!runner) throw notFound('runner')
  const to = await db.environment.findUnique({ where: { name: input.to } })
  if (!to) throw notFound('environment')
  if (to.rank <= runner.environment.rank) {
    throw new BareCountError('invalid_state', `${to.name} does not come after ${runner.environment.name}.`, {
      remedy: 'A promotion goes to a higher environment.',
    })
  }
  if (runner.status !== 'active') {
    throw new BareCountError(
      'invalid_state',
      `The runner in ${runner.environment.name} is ${runner.status}, so it cannot be promoted.`,
      {
        remedy: 'Make its smoke test pass first.',
      },
    )
  }
  return deployManifest(actor, { manifestVersionId: runner.manifestVersionId, environment: to.name, kind: 'promote' })
}
