import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction, unsafeTx } from '../db/client.ts'
import type { Role } from '../db/generated/enums.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { keepAnAdmin } from './keep-an-admin.ts'
import type { changeMemberInput } from './schema.ts'

/** Replaces a member's roles. Throws `not_found`, and `invalid_state` when it would leave the tenant without an admin. */
export async function changeMember(actor: Actor, input: z.output<typeof changeMemberInput>): Promise<void> {
  authorise(actor, 'member:write')
  const where = { tenantId: actor.tenantId, userId: input.userId }
  await transaction(async (tx) => {
    const before = await tx.membership.findFirst({ where, select: { roles: true } })
    if (!before) throw notFound('member')
    // By hand from now on: the identity provider's groups no longer rewrite it.
    await tx.membership.updateMany({ where, data: { roles: input.roles, origin: 'manual' } })
    await keepAnAdmin(tx, actor)
    const user = await unsafeTx(tx).user.findUniqueOrThrow({ where: { id: input.userId }, select: { email: true } })
    const roles: { before: Role[]; after: Role[] } = { before: before.roles, after: input.roles }
    await appendEvidence(tx, {
      kind: 'member.changed',
      actor,
      result: 'info',
      userId: input.userId,
      email: user.email,
      ...roles,
    })
  })
}
