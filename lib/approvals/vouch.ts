import type { Actor } from '../auth/actor.ts'
import { verifyOwnPassword } from '../auth/verify-own-password.ts'
import { BareCountError } from '../errors.ts'
import type { Proof } from './proof.ts'

/**
 * Checks what came with a vote, before its transaction begins: a password once more, or only the session that the
 * request came with. Throws `forbidden` for a wrong password, `rate_limited` after too many.
 */
export async function vouch(actor: Actor, given: { password?: string | undefined }): Promise<Proof> {
  if (given.password === undefined) return { kind: 'session' }
  if (await verifyOwnPassword(actor.userId, given.password)) return { kind: 'password' }
  throw new BareCountError('forbidden', 'That is not your password.', {
    faults: [{ path: 'password', message: 'That is not your password.' }],
    remedy: 'Type the password you sign in with.',
  })
}
