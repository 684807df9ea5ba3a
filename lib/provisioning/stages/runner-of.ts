import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { candidateOf } from '../candidate.ts'
import type { StageContext } from '../stage-handler.ts'

/**
 * The runner as this deployment placed it: the catalog record with the candidate over it. Throws `invalid_state` when
 * another deployment has placed a later one.
 */
export async function runnerOf({ actor, deployment, manifest, environment }: StageContext) {
  const runner = await db.runner.findFirst({
    where: { tenantId: actor.tenantId, manifestId: manifest.id, environmentId: environment.id },
  })
  const candidate = runner && candidateOf(runner)
  if (runner && candidate?.deploymentId === deployment.id) return { ...runner, ...candidate, candidate }
  throw new BareCountError('invalid_state', 'Another deployment has replaced this runner since.', {
    remedy: 'Deploy again if this version should run.',
  })
}
