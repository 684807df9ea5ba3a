import { randomBytes } from 'node:crypto'
import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, unsafeDb } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { putChallenge } from './put-challenge.ts'
import { relyingParty } from './relying-party.ts'
import { type beginVoteInput, CHALLENGE_MINUTES } from './schema.ts'
import { voteChallenge } from './vote-challenge.ts'

/**
 * What the browser asks the actor's authenticator before a vote: to sign over this request's decision digest and the
 * verdict. Throws `not_found`, and `invalid_state` for a request that is decided or somebody without a passkey.
 */
export async function beginVote(
  actor: Actor,
  { approvalId, verdict }: z.output<typeof beginVoteInput>,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  authorise(actor, 'approval:read')
  const request = await db.approvalRequest.findFirst({
    where: { tenantId: actor.tenantId, id: approvalId },
    select: { status: true, decisionDigest: true },
  })
  if (!request) throw notFound('approval request')
  if (request.status !== 'open') {
    throw new BareCountError('invalid_state', `This request is ${request.status} already.`, {
      remedy: 'Reload the page.',
    })
  }
  const known = await unsafeDb.passkey.findMany({
    where: { userId: actor.userId },
    select: { credentialId: true, transports: true },
  })
  if (!known.length || actor.kind !== 'user') {
    throw new BareCountError('invalid_state', 'You have no passkey yet.', {
      remedy: 'Enrol one under Settings, Passkeys.',
    })
  }
  const nonce = randomBytes(32).toString('base64url')
  const challenge = voteChallenge({ approvalId, verdict, decisionDigest: request.decisionDigest }, nonce)
  await putChallenge(actor.userId, { challenge, approvalId, nonce })
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    // As bytes: given as text it would be encoded once more.
    challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
    allowCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: 'required',
  })
}
