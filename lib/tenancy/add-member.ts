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
 * handed over and must then choose their own; somebody who has done so keeps theirs. Throws `conflict` when they are a member already.
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
      const known = await users.findUnique({ where: { email: input.email } })
      const userId = known?.id ?? newId('user')
      // Nobody has made the account their own yet: whoever was given its first password before must not get in here.
      const claimed = known !== null && !known.firstPassword
      const { email } = input
      if (!known) {
        await users.create({
          data: { id: userId, email, name: input.name || email, passwordHash, firstPassword: true },
        })
      } else if (!claimed)
        await users.update({ where: { id: userId }, data: { passwordHash, sessionsAfter: new Date() } })
      await tx.membership.create({ data: { tenantId: actor.tenantId, userId, roles: input.roles } })
      await appendEvidence(tx, {
        kind: 'member.added',
        actor,
        result: 'info',
        userId,
        email: input.email,
        roles: input.roles,
      })
      return claimed ? { userId } : { userId, firstPassword }
    })
  } catch (error) {
    if (!violatedConstraint(error)) throw error
    throw new BareCountError('conflict', `${input.email} is a member of this tenant already.`, {
      remedy: 'Change their roles in the list instead.',
    })
  }
}
