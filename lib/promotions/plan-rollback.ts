import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { contentChanges } from './changes.ts'
import type { PlannedMove } from './plan-promotion.ts'
import { contentOf, runnerAt } from './runner-at.ts'
import type { rollbackInput } from './schema.ts'

/** How far back somebody can go. */
const MAX_BACK = 50

/**
 * What going back would do: to the version named, or to the good one before what runs. Throws `not_found`, and
 * `invalid_state` when nothing good was there before.
 */
export async function planRollback(actor: Actor, input: z.output<typeof rollbackInput>): Promise<PlannedMove> {
  const environment = await db.environment.findUnique({ where: { name: input.environment } })
  if (!environment) throw notFound('environment')
  const live = await runnerAt(actor, input.manifestId, environment.id)
  if (!live) throw notFound('runner')
  const placed = await db.deployment.findMany({
    where: {
      tenantId: actor.tenantId,
      manifestId: input.manifestId,
      environmentId: environment.id,
      status: 'succeeded',
      kind: { not: 'destroy' },
    },
    select: {
      id: true,
      kind: true,
      sourceDeploymentId: true,
      artifactDigest: true,
      manifestVersion: { select: { id: true, version: true, normalised: true } },
    },
    orderBy: { id: 'desc' },
    take: MAX_BACK,
  })
  const differs = (row: (typeof placed)[number]) =>
    row.manifestVersion.id !== live.manifestVersionId || row.artifactDigest !== live.artifactDigest
  const target =
    input.version === undefined
      ? placed.slice(firstPlaced(placed, live.deploymentId)).find(differs)
      : placed.find((row) => row.manifestVersion.version === input.version && differs(row))
  if (!target?.artifactDigest) {
    const which = input.version === undefined ? 'Nothing else' : `No other version ${input.version}`
    throw new BareCountError('invalid_state', `${which} has run well in ${environment.name} before.`, {
      remedy: 'Deploy or promote the version you want.',
    })
  }
  const declared = normalisedManifestSchema.parse(target.manifestVersion.normalised)
  const { artifactDigest } = target
  const after = { declared, artifactDigest, variables: environment.variables }
  return {
    manifestId: input.manifestId,
    manifestVersionId: target.manifestVersion.id,
    version: target.manifestVersion.version,
    declared,
    environment,
    source: {
      kind: 'rollback',
      deploymentId: target.id,
      artifactDigest,
      from: environment.name,
      changed: contentChanges(contentOf(live), after),
    },
    live: { version: live.manifestVersion.version, artifactDigest: live.artifactDigest },
  }
}

/**
 * Where in `placed` what runs first came. What somebody went back to did so before what they went back from, so that
 * going back twice does not lead forward again. Pure.
 */
function firstPlaced(
  placed: readonly { id: string; kind: string; sourceDeploymentId: string | null }[],
  deploymentId: string,
): number {
  const at = placed.findIndex(({ id }) => id === deploymentId)
  const row = placed[at]
  if (row?.kind !== 'rollback' || !row.sourceDeploymentId) return Math.max(at, 0)
  return firstPlaced(placed.slice(at + 1), row.sourceDeploymentId) + at + 1
}
