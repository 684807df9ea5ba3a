import { may } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { isUnstorable } from '../../db/unstorable.ts'
import { giveBlob } from './give-blob.ts'
import { giveManifest } from './give-manifest.ts'
import { giveReferrers } from './give-referrers.ts'
import { giveTags } from './give-tags.ts'
import { registryActor } from './registry-actor.ts'
import { parseRegistryPath, type RegistryPath } from './registry-path.ts'
import { apiVersion, registryRefusal } from './registry-refusal.ts'

/** A repository the actor may read, by the keys of its rows. */
export type Repository = { tenantId: string; repository: string }

/**
 * The portal's own registry, which is only read: `GET` and `HEAD` of the distribution specification. `parts` is the path
 * below `/v2/`. Another tenant's repository answers exactly as one that is not there.
 */
export async function answerRegistry(request: Request, parts: readonly string[]): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return registryRefusal('UNSUPPORTED', 'This registry is only read from. Images get here by being deployed.')
  }
  const actor = await registryActor(request)
  if (!actor) {
    const challenge = { 'www-authenticate': 'Basic realm="BareCount, an API token as the password"' }
    return registryRefusal('UNAUTHORIZED', 'Send an API token as the password.', challenge)
  }
  if (!may(actor, 'artifact:read')) return registryRefusal('DENIED', 'The token does not include artifact:read.')
  if (!parts.length) return Response.json({}, { headers: apiVersion })
  const path = parseRegistryPath(parts)
  const found =
    path?.tenant === actor.tenantSlug &&
    (await db.imageRepository.findFirst({
      where: { tenantId: actor.tenantId, name: path.repository },
      select: { name: true },
    }))
  if (!path || !found) return registryRefusal('NAME_UNKNOWN', 'There is no repository by that name here.')
  return give(request, { tenantId: actor.tenantId, repository: found.name }, path).catch((error: unknown) => {
    // A filter with a character that nothing can be found under.
    if (isUnstorable(error)) return registryRefusal('UNSUPPORTED', 'The query holds a character that no name has.')
    throw error
  })
}

function give(request: Request, repository: Repository, path: RegistryPath): Promise<Response> {
  switch (path.kind) {
    case 'manifest':
      return giveManifest(request, repository, path.reference)
    case 'blob':
      return giveBlob(request, repository, path.digest)
    case 'tags':
      return giveTags(request, repository, `${path.tenant}/${path.repository}`)
    case 'referrers':
      return giveReferrers(request, repository, path.digest)
  }
}
