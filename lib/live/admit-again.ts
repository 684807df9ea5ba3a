import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import type { Permission } from '../auth/permissions.ts'
import { actorOfRequest } from '../auth/request-actor.ts'
import { BareCountError } from '../errors.ts'

/** Asks again whether the request's sender may follow what it was let to follow: who was signed out or removed may not. */
export function admitAgain(request: Request, actor: Actor, permission: Permission): () => Promise<void> {
  return async () => {
    const now = await actorOfRequest(request)
    authorise(now, permission)
    if (now.tenantId !== actor.tenantId || now.userId !== actor.userId) {
      throw new BareCountError('forbidden', 'You are signed in as somebody else, or in another tenant, by now.')
    }
  }
}
