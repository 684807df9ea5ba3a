import { notFound, redirect } from 'next/navigation'
import type { Actor } from './actor.ts'
import { may } from './authorise.ts'
import { currentActor, currentUser } from './current-actor.ts'
import type { Permission } from './permissions.ts'

/**
 * The actor of a page. Not signed in goes to sign-in; a permission the person lacks looks like a page that is not
 * there. Every `page.tsx` asks this itself: a layout does not run on every navigation.
 */
export async function pageActor(permission: Permission): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) {
    const user = await currentUser()
    redirect(!user ? '/sign-in' : user.firstPassword ? '/new-password' : '/no-tenant')
  }
  if (!may(actor, permission)) notFound()
  return actor
}
