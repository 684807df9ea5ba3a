import { makeActor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { unsafeTx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { EvidenceFacts } from '../evidence/events.ts'

type Happened = {
  [K in 'passkey.enrolled' | 'passkey.removed']: { kind: K } & EvidenceFacts[K]
}['passkey.enrolled' | 'passkey.removed']

/** Writes what happened to a person's passkey into the log of every tenant they belong to. */
export async function recordPasskey(tx: Tx, user: { id: string; email: string }, event: Happened): Promise<void> {
  // A passkey is the person's, not a tenant's: all of their tenants are told.
  const memberships = await unsafeTx(tx).membership.findMany({
    where: { userId: user.id },
    select: { roles: true, tenant: { select: { id: true, slug: true } } },
    orderBy: { tenantId: 'asc' },
  })
  for (const { roles, tenant } of memberships) {
    const actor = makeActor({
      kind: 'user',
      userId: user.id,
      label: user.email,
      tenantId: tenant.id,
      tenantSlug: tenant.slug,
      roles,
      platformAdmin: false,
    })
    await appendEvidence(tx, { ...event, actor, result: 'info' })
  }
}
