import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { withdrawRegistryInput } from './schema.ts'

/** Ends an approval: nothing is taken or deployed from there any more. What runs goes on. Throws `not_found`. */
export async function withdrawRegistry(actor: Actor, { id }: z.output<typeof withdrawRegistryInput>): Promise<void> {
  authorise(actor, 'registry:manage')
  await transaction(async (tx) => {
    const where = { tenantId: actor.tenantId, id, withdrawnAt: null }
    const registry = await tx.approvedRegistry.findFirst({ where, select: { prefix: true } })
    const { count } = await tx.approvedRegistry.updateMany({
      where,
      data: { withdrawnAt: new Date(), withdrawnById: actor.userId },
    })
    if (!registry || !count) throw notFound('approved registry')
    const { prefix } = registry
    await appendEvidence(tx, { kind: 'registry.withdrawn', actor, result: 'info', registryId: id, prefix })
  })
}
