import { cookies } from 'next/headers'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { unsafeDb } from '../db/client.ts'
import type { Actor } from './actor.ts'
import { actorInTenant, type TenantChoice, tenantsOf } from './memberships.ts'
import { authOptions } from './options.ts'

/** Remembers which tenant a person works in. Only a preference: membership is checked at every request. */
export const TENANT_COOKIE = 'barecount_tenant'

export type SignedInUser = {
  id: string
  email: string
  name: string
  platformAdmin: boolean
  /** Must choose an own password before anything else. */
  firstPassword: boolean
}

/** The signed-in person, or undefined. Asks the database each request: a disabled account or ended session counts at once. */
export const currentUser = cache(async (): Promise<SignedInUser | undefined> => {
  const session = (await getServerSession(authOptions)) as { userId?: string; issuedAt?: number } | null
  if (!session?.userId) return undefined
  const user = await unsafeDb.user.findUnique({ where: { id: session.userId } })
  if (!user || user.disabledAt) return undefined
  if ((session.issuedAt ?? 0) * 1000 + 999 < user.sessionsAfter.getTime()) return undefined
  const { id, email, name, platformAdmin, firstPassword } = user
  return { id, email, name, platformAdmin, firstPassword }
})

/** The person acting in the tenant they chose; undefined when not signed in, in no tenant, or without an own password yet. */
export const currentActor = cache(async (): Promise<Actor | undefined> => {
  const user = await currentUser()
  if (!user || user.firstPassword) return undefined
  return actorInTenant(user, (await cookies()).get(TENANT_COOKIE)?.value)
})

/** What the tenant switcher offers. */
export async function currentTenants(): Promise<TenantChoice[]> {
  const user = await currentUser()
  return user ? tenantsOf(user) : []
}
