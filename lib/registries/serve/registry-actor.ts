import type { Actor } from '../../auth/actor.ts'
import { actorOfToken } from '../../auth/api-token.ts'
import { BareCountError } from '../../errors.ts'

/**
 * Who asks the registry: the owner of an API token, which comes as a Bearer token or, since most tools know accounts
 * only, as the password of any user. Undefined when nothing valid came. A session does not count: no page asks here.
 */
export async function registryActor(request: Request): Promise<Actor | undefined> {
  const [, scheme = '', value = ''] = /^(\w+) (\S+)$/.exec(request.headers.get('authorization') ?? '') ?? []
  const secret =
    scheme.toLowerCase() === 'basic' ? passwordOf(value) : scheme.toLowerCase() === 'bearer' ? value : undefined
  if (!secret) return undefined
  return actorOfToken(secret).catch((error: unknown) => {
    if (error instanceof BareCountError && error.code === 'unauthenticated') return undefined
    throw error
  })
}

const passwordOf = (value: string) => /^[^:]*:(.*)$/.exec(Buffer.from(value, 'base64').toString('utf8'))?.[1]
