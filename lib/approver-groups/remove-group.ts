import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { removeGroupInput } from './schema.ts'

/** Removes a group; rules that ask for it then find nobody, and nothing passes them. Throws `not_found`, `forbidden`. */
export async function removeGroup(actor: Actor, { name }: z.output<typeof removeGroupInput>): Promise<{ id: string }> {
  authorise(actor, 'group:manage')
  const { tenantId } = actor
  return transaction(async (tx) => {
    const group = await tx.approverGroup.findFirst({ where: { tenantId, name }, select: { id: true } })
    if (!group) throw notFound('group')
    await tx.approverGroup.deleteMany({ where: { tenantId, id: group.id } })
    await appendEvidence(tx, { kind: 'group.removed', actor, result: 'info', groupId: group.id, name })
    return group
  })
}
