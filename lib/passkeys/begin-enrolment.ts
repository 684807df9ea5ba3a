import { generateRegistrationOptions, type PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { putChallenge } from './put-challenge.ts'
import { MOST_PASSKEYS } from './queries.ts'
import { relyingParty } from './relying-party.ts'
import { CHALLENGE_MINUTES } from './schema.ts'
import { algorithms } from './spki-of-cose.ts'

/** What the browser asks an authenticator to make a passkey from. Throws `invalid_state` for one too many. */
export async function beginEnrolment(user: {
  id: string
  email: string
  name: string
}): Promise<PublicKeyCredentialCreationOptionsJSON> {
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
