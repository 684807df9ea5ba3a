import { type AuthenticationResponseJSON, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { challengeIn, takeChallenge } from './put-challenge.ts'
import { relyingParty } from './relying-party.ts'
import { assertionInput, type VoteAssertion } from './schema.ts'
import { faultOfAssertion } from './verify-assertion.ts'
import { type Vouched, voteChallenge } from './vote-challenge.ts'

/**
 * Checks that the actor's own passkey signed exactly this vote, and takes the question, so that the answer counts once.
 * Nothing is taken when the transaction does not commit. Returns what evidence carries.
 * Throws `passkey_refused` for an answer given before, by somebody else, or for another request, verdict or digest.
 */
export async function verifyVote(tx: Tx, actor: Actor, vouched: Vouched, given: unknown): Promise<VoteAssertion> {
  const parsed = assertionInput.safeParse(given)
  if (!parsed.success) throw refused('It cannot be read.')
  const answer = parsed.data
  const challenge = challengeIn(answer.response.clientDataJSON)
  const asked = await takeChallenge(tx, actor.userId, challenge)
  if (!asked?.nonce)
    throw refused('The question it answers is answered already, is too old, or was put to somebody else.')
  if (asked.approvalId !== vouched.approvalId || challenge !== voteChallenge(vouched, asked.nonce)) {
    throw refused('It was given for another request, another verdict, or before what is asked changed.')
  }
  const passkey = await tx.passkey.findFirst({ where: { credentialId: answer.id, userId: actor.userId } })
  if (!passkey) throw refused('It comes from a passkey that is not yours, or that was removed.')
  const rp = relyingParty()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: rp.origin,
    expectedRPID: rp.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: Number(passkey.counter),
    },
  }).catch((cause: unknown) => {
    throw refused(cause instanceof Error ? cause.message : 'It cannot be read.')
  })
  const { clientDataJSON, authenticatorData, signature } = answer.response
  const proof: VoteAssertion = {
    nonce: asked.nonce,
    credentialId: passkey.credentialId,
    publicKey: passkey.spki,
    rpId: rp.id,
    origin: rp.origin,
    clientDataJSON,
    authenticatorData,
    signature,
  }
  // What a stranger will check is checked now: evidence never carries a proof that proves nothing.
  const fault = verified ? faultOfAssertion(vouched, proof) : 'The signature does not match.'
  if (fault) throw refused(fault)
  await tx.passkey.update({
    where: { id: passkey.id },
    data: { counter: authenticationInfo.newCounter, lastUsedAt: new Date() },
  })
  return proof
}

const refused = (reason: string) =>
  new BareCountError('passkey_refused', reason, { remedy: 'Reload the page and approve once more.' })
