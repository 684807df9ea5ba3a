import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto'
import type { VoteAssertion } from './schema.ts'
import { type Vouched, voteChallenge } from './vote-challenge.ts'

const PRESENT = 0x01
const VERIFIED = 0x04

/**
 * Why a vote's proof does not show what it claims, or undefined when it does. Asks nobody: what is vouched for, the
 * proof, and arithmetic, as a stranger with the evidence would do it. Pure. Source: docs/formats/passkey-votes.md.
 */
export function faultOfAssertion(vouched: Vouched, proof: VoteAssertion): string | undefined {
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const clientData = bytes(proof.clientDataJSON)
  const said = parsed(clientData)
  if (said?.type !== 'webauthn.get') return 'It is not an answer to a question.'
  if (said.challenge !== voteChallenge(vouched, proof.nonce)) return 'It was given for another request or verdict.'
  if (said.origin !== proof.origin) return 'It was given at another address.'
  const authenticator = bytes(proof.authenticatorData)
  if (authenticator.length < 37) return 'What the authenticator said is cut short.'
  const host = createHash('sha256').update(proof.rpId).digest()
  if (!timingSafeEqual(authenticator.subarray(0, 32), host)) return 'It was given to another host.'
  const flags = authenticator[32] ?? 0
  if (!(flags & PRESENT) || !(flags & VERIFIED)) return 'The authenticator did not check who was there.'
  const signed = Buffer.concat([authenticator, createHash('sha256').update(clientData).digest()])
  const key = createPublicKey({ key: bytes(proof.publicKey), format: 'der', type: 'spki' })
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  return verify(hash, signed, key, bytes(proof.signature)) ? undefined : 'The signature does not match.'
}

function parsed(bytes: Buffer): { type?: string; challenge?: string; origin?: string } | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as { type?: string }
  } catch {
    return undefined
  }
}
