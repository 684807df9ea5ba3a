import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { variableChanges } from '../../promotions/changes.ts'
import type { StageHandler } from '../stage-handler.ts'

/** Says once more, after the smoke test, what went where, and which variables are others there. */
export const promote: StageHandler = async ({ actor, deployment, environment, declared, log }) => {
  const source = await db.deployment.findFirst({
    where: { tenantId: actor.tenantId, id: deployment.sourceDeploymentId ?? '' },
    select: { artifactDigest: true, environment: { select: { name: true, variables: true } } },
  })
  if (!source || source.artifactDigest !== deployment.artifactDigest) {
    throw new BareCountError('rebuild_refused', 'What was promoted is not what runs here.', {
      remedy: 'Promote it again.',
    })
  }
  const from = source.environment.name
  const changed = variableChanges(source.environment.variables, environment.variables, declared.runner.env)
  log(`${deployment.artifactDigest} went from ${from} to ${environment.name}`)
  for (const { path, before, after } of changed) log(`${path}: ${before ?? '(not set)'} → ${after ?? '(not set)'}`)
  return { output: { from, to: environment.name, artifactDigest: deployment.artifactDigest, changed } }
}
