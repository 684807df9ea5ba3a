import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'

/** What a runner is picked by: a pipeline, and an environment by name. */
export type Place = { pipeline: string; environment: string }

/**
 * The runner that serves a pipeline in an environment: the active one. Returns its id. Throws `not_found` when none
 * does, and `conflict` when several do, since then nobody has said which.
 */
export async function pickRunner({ tenantId }: Actor, { pipeline, environment }: Place): Promise<string> {
  const rows = await db.runner.findMany({
    where: { tenantId, pipeline, environment: { name: environment }, status: 'active' },
    orderBy: [{ pipelineVersion: 'desc' }, { id: 'asc' }],
    select: { id: true, name: true, pipelineVersion: true },
    take: 10,
  })
  const [first] = rows
  if (!first) {
    throw new BareCountError('not_found', `No active runner serves the pipeline ${pipeline} in ${environment}.`, {
      remedy: 'Deploy a manifest with this metadata.pipeline there, or name a runner by its id.',
    })
  }
  const equal = rows.filter(({ pipelineVersion }) => pipelineVersion === first.pipelineVersion)
  if (equal.length > 1) {
    const names = equal.map(({ name, id }) => `${name} (${id})`).join(', ')
    throw new BareCountError('conflict', `Several runners serve ${pipeline} in ${environment}: ${names}.`, {
      remedy: 'Name one of them by its id, or give the newer one a higher metadata.pipeline_version.',
    })
  }
  return first.id
}
