import { type RegistrationResponseJSON, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { z } from 'zod'
import { transaction, violatedConstraint } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { newId } from '../ids.ts'
import { challengeIn, takeChallenge } from './put-challenge.ts'
import { recordPasskey } from './record-passkey.ts'
import { relyingParty } from './relying-party.ts'
import { enrolInput } from './schema.ts'
import { algorithms, spkiOfCose } from './spki-of-cose.ts'

/**
 * Keeps a passkey that somebody's authenticator has just made. Written down in every tenant the person belongs to:
 * what it vouches for later may be in any of them. Throws `passkey_refused`.
 */
export async function enrolPasskey(
  user: { id: string; email: string },
  given: z.input<typeof enrolInput>,
): Promise<{ id: string }> {
  const { name, response } = enrolInput.parse(given)
  const answer = response as unknown as RegistrationResponseJSON
  const challenge = challengeIn(response.response.clientDataJSON)
  const id = newId('passkey')
  const work = transaction(async (tx) => {
    const asked = await takeChallenge(tx, user.id, challenge)
    if (!asked || asked.approvalId) throw refused('The question it answers is answered already, or is too old.')
    const credential = await verified(answer, challenge)
    const spki = spkiOfCose(credential.publicKey)
    await tx.passkey.create({
      data: {
        id,
        userId: user.id,
        name,
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey),
        spki,
        counter: credential.counter,
        transports: (credential.transports ?? []).slice(0, 8),
        synced: credential.synced,
      },
    })
    await recordPasskey(tx, user, {
      kind: 'passkey.enrolled',
      passkeyId: id,
      name,
      credentialId: credential.id,
      publicKey: spki,
      synced: credential.synced,
    })
    return { id }
  })
  return work.catch((error: unknown) => {
    if (violatedConstraint(error)) throw refused('It is enrolled already.')
    throw error
  })
}

async function verified(response: RegistrationResponseJSON, challenge: string) {
  const rp = relyingParty()
  const { verified: ok, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
  }).catch((cause: unknown) => {
    throw refused(cause instanceof Error ? cause.message : 'It cannot be read.')
  })
  if (!ok || !registrationInfo) throw refused('Its signature does not match.')
  return { ...registrationInfo.credential, synced: registrationInfo.credentialDeviceType === 'multiDevice' }
}

const refused = (reason: string) =>
  new BareCountError('passkey_refused', reason, { remedy: 'Begin again under Settings, Passkeys.' })
