import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import type { StageContext } from '../stage-handler.ts'

/** The runner this deployment placed. Throws `invalid_state` when another deployment has taken it over since. */
export async function runnerOf({ actor, deployment, manifest, environment }: StageContext) {
  const runner = await db.runner.findFirst({
    where: { tenantId: actor.tenantId, manifestId: manifest.id, environmentId: environment.id },
  })
  if (runner?.deploymentId === deployment.id) return runner
  throw new BareCountError('invalid_state', 'Another deployment has replaced this runner since.', {
    remedy: 'Deploy again if this version should run.',
  })
}
