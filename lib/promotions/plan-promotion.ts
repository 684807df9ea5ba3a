import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import type { FieldChange } from '../manifests/diff-manifests.ts'
import type { NormalisedManifest } from '../manifests/schema.ts'
import type { DeployRequest } from '../provisioning/deploy-manifest.ts'
import { contentChanges, variableChanges } from './changes.ts'
import { contentOf, type RunnerAt, runnerAt } from './runner-at.ts'
import type { promoteInput } from './schema.ts'

/** A promotion or rollback that can be asked for: what goes where, whose artifact it takes, and what changes. */
export type PlannedMove = {
  manifestId: string
  manifestVersionId: string
  version: number
  declared: NormalisedManifest
  environment: Environment
  source: NonNullable<DeployRequest['source']>
  /** What runs there now; nothing, for the first time. */
  live: { version: number; artifactDigest: string } | undefined
}

/** What a promotion would do. Throws `not_found`, and `invalid_state` when it does not go up. */
export async function planPromotion(actor: Actor, input: z.output<typeof promoteInput>): Promise<PlannedMove> {
  const [from, environment] = await Promise.all([
    db.environment.findUnique({ where: { name: input.from } }),
    db.environment.findUnique({ where: { name: input.to } }),
  ])
  if (!from || !environment) throw notFound('environment')
  const runner = await runnerAt(actor, input.manifestId, from.id)
  if (!runner) throw notFound('runner')
  if (environment.rank <= from.rank) {
    throw new BareCountError('invalid_state', `${environment.name} does not come after ${from.name}.`, {
      remedy: 'A promotion goes to a higher environment; to go back, roll back.',
    })
  }
  const live = await runnerAt(actor, input.manifestId, environment.id)
  return {
    manifestId: input.manifestId,
    manifestVersionId: runner.manifestVersionId,
    version: runner.manifestVersion.version,
    declared: runner.declared,
    environment,
    source: {
      kind: 'promote',
      deploymentId: runner.deploymentId,
      artifactDigest: runner.artifactDigest,
      from: from.name,
      changed: changesOf(live, runner, environment),
    },
    live: live ? { version: live.manifestVersion.version, artifactDigest: live.artifactDigest } : undefined,
  }
}

/** Against what runs there now; for the first time, the variables that are others there. Pure. */
function changesOf(live: RunnerAt | null, coming: RunnerAt, environment: Environment): FieldChange[] {
  const { declared, artifactDigest } = coming
  const { variables } = environment
  if (live) return contentChanges(contentOf(live), { declared, artifactDigest, variables })
  return variableChanges(coming.environment.variables, variables, declared.runner.env)
}
