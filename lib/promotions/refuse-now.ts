import type { Actor } from '../auth/actor.ts'
import { transaction } from '../db/client.ts'
import { decidePolicy, refusalOf } from '../policy/decide-policy.ts'
import type { PlannedMove } from './plan-promotion.ts'

/**
 * Asks the first gate before anything is queued, so that whoever drags a cell learns at once. A finding that people may
 * override does not refuse: it is theirs to see. What begins later is judged for its start. The stages ask again. Throws `policy_denied`.
 */
export async function refuseNow(actor: Actor, move: PlannedMove, startsAt: Date | undefined): Promise<void> {
  const { declared, environment, manifestId, manifestVersionId, source } = move
  const coming = { kind: source.kind, sourceDeploymentId: source.deploymentId }
  const { verdict } = await transaction((tx) =>
    decidePolicy(
      tx,
      actor,
      { gate: 'pre_deploy', subjectId: manifestVersionId, declared, environment, manifestId, coming, at: startsAt },
      { manifestId, environmentId: environment.id },
    ),
  )
  if (!verdict.allowed && !verdict.overridable) throw refusalOf(verdict)
}
