import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import type { z } from 'zod'
import { hasPassword } from '../auth/has-password.ts'
import { verifyOwnPassword } from '../auth/verify-own-password.ts'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { putChallenge } from './put-challenge.ts'
import { MOST_PASSKEYS } from './queries.ts'
import { relyingParty } from './relying-party.ts'
import { type beginEnrolmentInput, CHALLENGE_MINUTES } from './schema.ts'
import { algorithms } from './spki-of-cose.ts'

/**
 * What the browser asks an authenticator to make a passkey from. The password, where there is one, is asked for once
 * more: whoever finds a session open would otherwise make it sign approvals. Throws `forbidden` for a wrong password, `rate_limited` after
 * too many, `invalid_state` for one passkey too many.
 */
export async function beginEnrolment(
  user: { id: string; email: string; name: string },
  { password }: z.output<typeof beginEnrolmentInput>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  if ((await hasPassword(user.id)) && !(await verifyOwnPassword(user.id, password))) {
    const message = 'That is not your password.'
    throw new BareCountError('forbidden', message, {
      faults: [{ path: 'password', message }],
      remedy: 'Type the password you sign in with.',
    })
  }
  const known = await unsafeDb.passkey.findMany({
    where: { userId: user.id },
    select: { credentialId: true, transports: true },
  })
  if (known.length >= MOST_PASSKEYS) {
    throw new BareCountError('invalid_state', `You have ${MOST_PASSKEYS} passkeys already.`, {
      remedy: 'Remove one that you do not use any more.',
    })
  }
  const rp = relyingParty()
  const options = await generateRegistrationOptions({
    rpName: rp.name,
    rpID: rp.id,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: algorithms,
  })
  await putChallenge(user.id, { challenge: options.challenge })
  return options
}
