import { env } from '../env.ts'
import { BareCountError } from '../errors.ts'
import type { Actor } from './actor.ts'
import { actorOfToken } from './api-token.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Who makes an API request: the owner of its bearer token, or the signed-in person. Throws `unauthenticated`.
 * A cookie alone is not enough to change anything from another site: the request must come from our own pages.
 */
export async function actorOfRequest(request: Request): Promise<Actor> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (bearer) return actorOfToken(bearer)
  // Loaded where it is needed: sessions are of a server that renders pages, tokens work wherever the routes are served.
  const { currentActor } = await import('./current-actor.ts')
  const actor = await currentActor()
  if (!actor) {
    throw new BareCountError('unauthenticated', 'No session and no API token came with this request.', {
      remedy: 'Sign in, or send an API token as `Authorization: Bearer bct_…`.',
    })
  }
  const origin = request.headers.get('origin')
  const ownSite =
    request.headers.get('sec-fetch-site') === 'same-origin' || origin === new URL(env.BARECOUNT_URL).origin
  if (!SAFE.has(request.method) && !ownSite) {
    throw new BareCountError('forbidden', 'A session cookie is accepted only from the portal’s own pages.', {
      remedy: 'Use an API token.',
    })
  }
  return actor
}
