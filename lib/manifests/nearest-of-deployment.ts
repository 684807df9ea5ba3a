import type { Actor } from '../auth/actor.ts'
import { notFound } from '../errors.ts'
import type { Nearest } from '../policy/nearest-compliant.schema.ts'
import { getDeployment } from '../provisioning/queries.ts'
import { getVersion } from './queries.ts'
import { suggestCompliant } from './suggest-compliant.ts'

/** What an editor begins with to cure a denied deployment. */
export type NearestOfDeployment = {
  version: Awaited<ReturnType<typeof getVersion>>
  /** The version's text with the smallest change that passes; as it was where there is none. */
  text: string
  environment: string
  filledIn: { title: string; words: string }
}

/**
 * The nearest manifest that passes where a deployment of it was denied, judged as things are now. Throws `not_found`.
 */
export async function nearestOfDeployment(
  actor: Actor,
  { manifestId, deploymentId }: { manifestId: string; deploymentId: string },
): Promise<NearestOfDeployment> {
  const { manifest, manifestVersion, environment, ...deployment } = await getDeployment(actor, deploymentId)
  if (manifest.id !== manifestId) throw notFound('deployment')
  const version = await getVersion(actor, { id: manifestVersion.id })
  const nearest = await suggestCompliant(actor, {
    text: version.text,
    environment: environment.name,
    coming: comingOf(deployment),
  })
  return {
    version,
    text: nearest?.options[0]?.text ?? version.text,
    environment: environment.name,
    filledIn: sayFilledIn(nearest, environment.name, version.version),
  }
}

function comingOf({ kind, sourceDeploymentId }: { kind: string; sourceDeploymentId: string | null }) {
  if ((kind !== 'promote' && kind !== 'rollback') || !sourceDeploymentId) return undefined
  return { kind, sourceDeploymentId } as const
}

function sayFilledIn(nearest: Nearest | undefined, place: string, version: number) {
  if (!nearest) {
    return {
      title: `Version ${version} passes in ${place} now`,
      words: 'Nothing was changed; it can be deployed again.',
    }
  }
  const [best] = nearest.options
  if (!best) {
    const why = nearest.standing.map(({ reason }) => reason).join(' ')
    return {
      title: `No compliant manifest is near to version ${version} in ${place}`,
      words: `Nothing was changed: no size, private network, concurrency or shorter list of addresses makes it pass. ${why}`,
    }
  }
  const changes = best.edits.map(({ path, from, to }) => (to ? `${path} ${from} → ${to}` : `${path} without ${from}`))
  return {
    title: `Filled in with the nearest compliant manifest for ${place}`,
    words: `Changed since version ${version}: ${changes.join('; ')}. Nothing is kept until you submit it or change more.`,
  }
}
