import type { z } from 'zod'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { hashPassword, verifyPassword } from './password.ts'
import type { setPasswordInput } from './schema.ts'

/**
 * Makes the account the person's own: a password nobody else has seen. Every session of before ends, this one too.
 * Throws `invalid_input` when it is the one they were given.
 */
export async function setPassword(
  user: { id: string },
  { password }: z.output<typeof setPasswordInput>,
): Promise<void> {
  const row = await unsafeDb.user.findUniqueOrThrow({ where: { id: user.id }, select: { passwordHash: true } })
  if (await verifyPassword(password, row.passwordHash)) {
    const faults = [{ path: 'password', message: 'That is the one you have.' }]
    throw new BareCountError('invalid_input', 'The new password is the one you have.', {
      faults,
      remedy: 'Choose another.',
    })
  }
  const passwordHash = await hashPassword(password)
  // The account belongs to the installation, not to a tenant.
  await unsafeDb.user.update({
    where: { id: user.id },
    data: { passwordHash, firstPassword: false, sessionsAfter: new Date() },
  })
}
