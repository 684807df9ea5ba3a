import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import type { removeMemberInput } from './schema.ts'

/** Ends a membership and revokes the member's tokens here. Throws `not_found`, `invalid_state` for the last admin. */
export async function removeMember(actor: Actor, input: z.output<typeof removeMemberInput>): Promise<void> {
  authorise(actor, 'member:write')
  const where = { tenantId: actor.tenantId, userId: input.userId }
  await transaction(async (tx) => {
    const { count } = await tx.membership.deleteMany({ where })
    if (!count) throw notFound('member')
    await tx.apiToken.updateMany({ where: { ...where, revokedAt: null }, data: { revokedAt: new Date() } })
    await keepAnAdmin(tx, actor)
    const user = await unsafeTx(tx).user.findUniqueOrThrow({ where: { id: input.userId }, select: { email: true } })
    await appendEvidence(tx, { kind: 'member.removed', actor, result: 'info', userId: input.userId, email: user.email })
  })
}
