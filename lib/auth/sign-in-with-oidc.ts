import { transaction, unsafeTx } from '../db/client.ts'
import { env } from '../env.ts'
import { newId } from '../ids.ts'
import { grantsOfGroups, groupMapSchema } from './group-mapping.ts'

export type OidcProfile = { email: string; name: string; groups: readonly string[] }

/**
 * Records a person the identity provider vouched for and rewrites their `oidc` memberships from its groups.
 * Memberships given by hand stay. Returns the user, or undefined when the account was switched off here.
 */
export async function signInWithOidc(profile: OidcProfile): Promise<{ id: string } | undefined> {
  const granted = grantsOfGroups(groupMapSchema.parse(JSON.parse(env.OIDC_GROUP_MAP ?? '{}')), profile.groups)
  const email = profile.email.toLowerCase()
  return transaction(async (guarded) => {
    // The person may belong to several tenants; the identity provider speaks for all of them at once.
    const tx = unsafeTx(guarded)
    const user = await tx.user.upsert({
      where: { email },
      update: { name: profile.name, platformAdmin: granted.platformAdmin },
      create: { id: newId('user'), email, name: profile.name, platformAdmin: granted.platformAdmin },
    })
    if (user.disabledAt) return undefined
    // Whoever made the account knows its first password; the identity provider vouches for somebody else perhaps.
    await tx.user.updateMany({
      where: { id: user.id, firstPassword: true },
      data: { passwordHash: null, firstPassword: false },
    })
    await tx.membership.deleteMany({ where: { userId: user.id, origin: 'oidc' } })
    const tenants = await tx.tenant.findMany({ where: { slug: { in: [...granted.roles.keys()] } } })
    for (const tenant of tenants) {
      const roles = [...(granted.roles.get(tenant.slug) ?? [])]
      const id = { tenantId: tenant.id, userId: user.id }
      await tx.membership.upsert({
        where: { tenantId_userId: id },
        update: {}, // given by hand already: that one counts
        create: { ...id, roles, origin: 'oidc' },
      })
    }
    return { id: user.id }
  })
}
