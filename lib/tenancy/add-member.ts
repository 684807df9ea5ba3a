import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { hashPassword } from '../auth/password.ts'
import { transaction, unsafeTx, violatedConstraint } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import type { addMemberInput } from './schema.ts'

/**
 * Makes a person a member. Someone who has no account yet gets one, with a first password that is returned once, to be
 * handed over; somebody who has one keeps theirs. Throws `conflict` when they are a member already.
 */
export async function addMember(
  actor: Actor,
  input: z.output<typeof addMemberInput>,
): Promise<{ userId: string; firstPassword?: string }> {
  authorise(actor, 'member:write')
  const firstPassword = randomBytes(12).toString('base64url')
  const passwordHash = await hashPassword(firstPassword)
  try {
    return await transaction(async (tx) => {
      // Accounts belong to the installation: the same person may be a member of several tenants.
      const users = unsafeTx(tx).user
      const known = await users.findUnique({ where: { email: input.email }, select: { id: true } })
      const userId = known?.id ?? newId('user')
      if (!known)
        await users.create({ data: { id: userId, email: input.email, name: input.name || input.email, passwordHash } })
      await tx.membership.create({ data: { tenantId: actor.tenantId, userId, roles: input.roles } })
      await appendEvidence(tx, {
        kind: 'member.added',
        actor,
        result: 'info',
        userId,
        email: input.email,
        roles: input.roles,
      })
      return known ? { userId } : { userId, firstPassword }
    })
  } catch (error) {
    if (!violatedConstraint(error)) throw error
    throw new BareCountError('conflict', `${input.email} is a member of this tenant already.`, {
      remedy: 'Change their roles in the list instead.',
    })
  }
}
