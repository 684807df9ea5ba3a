import { type Actor, onTenant } from '../auth/actor.ts'
import { db, type Tx } from '../db/client.ts'

/** The tenant whose log takes platform-wide changes; undefined before the first start has made it. */
export async function platformTenant(client: Tx | typeof db = db): Promise<{ id: string; slug: string } | undefined> {
  return (
    (await client.tenant.findUnique({ where: { slug: 'platform' }, select: { id: true, slug: true } })) ?? undefined
  )
}

/** The actor as the platform's log knows them: what is done for every tenant is written down there. */
export async function asPlatform(actor: Actor, client: Tx | typeof db = db): Promise<Actor> {
  const platform = await platformTenant(client)
  return platform ? onTenant(actor, platform) : actor
}
