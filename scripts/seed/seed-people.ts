import { systemActor } from '#lib/auth/actor.ts'
import { hashPassword } from '#lib/auth/password.ts'
import { transaction, unsafeDb, unsafeTx } from '#lib/db/client.ts'
import { appendEvidence } from '#lib/evidence/append-evidence.ts'
import { newId } from '#lib/ids.ts'
import type { DemoPerson } from './people.ts'

/** A tenant by slug, made with its first evidence when it is not there. */
export async function seedTenant(slug: string, name: string): Promise<{ id: string; slug: string }> {
  const found = await unsafeDb.tenant.findUnique({ where: { slug } })
  if (found) return found
  const tenant = { id: newId('tenant'), slug, name }
  await transaction(async (tx) => {
    await unsafeTx(tx).tenant.create({ data: tenant })
    await appendEvidence(tx, {
      kind: 'tenant.created',
      actor: systemActor(tenant, 'setup'),
      result: 'info',
      name,
      slug,
    })
  })
  return tenant
}

/** An account with its memberships, when the address is not taken. */
export async function seedPerson(
  person: DemoPerson,
  tenants: Map<string, { id: string; slug: string }>,
  password: string,
) {
  if (await unsafeDb.user.findUnique({ where: { email: person.email } })) return
  const userId = newId('user')
  const passwordHash = await hashPassword(password)
  await transaction(async (tx) => {
    await unsafeTx(tx).user.create({
      data: {
        id: userId,
        email: person.email,
        name: person.name,
        passwordHash,
        platformAdmin: person.platformAdmin ?? false,
      },
    })
    for (const { tenant: slug, roles } of person.memberships) {
      const tenant = tenants.get(slug)
      if (!tenant) continue
      await tx.membership.create({ data: { tenantId: tenant.id, userId, roles } })
      await appendEvidence(tx, {
        kind: 'member.added',
        actor: systemActor(tenant, 'setup'),
        result: 'info',
        userId,
        email: person.email,
        roles,
      })
    }
  })
}
