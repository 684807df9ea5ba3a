import type { Actor } from '../auth/actor.ts'
import { verifyOwnPassword } from '../auth/verify-own-password.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import type { AssertionInput } from '../passkeys/schema.ts'
import { verifyVote } from '../passkeys/verify-vote.ts'
import type { Proof } from './proof.ts'
import type { Verdict } from './schema.ts'

type Given = {
  approvalId: string
  verdict: Verdict
  password?: string | undefined
  /** What the person's passkey signed. */
  assertion?: AssertionInput | undefined
}

/**
 * Checks what came with a vote, before its transaction begins: a passkey's signature over exactly this vote, a password
 * once more from somebody without a passkey, or only the session that the request came with. Throws `passkey_refused`,
 * `not_found`, `forbidden` for a wrong password, `rate_limited` after too many, `invalid_input` for a password of
 * somebody with a passkey.
 */
export async function vouch(actor: Actor, given: Given): Promise<Proof> {
  if (given.assertion) return { kind: 'passkey', assertion: await signedBy(actor, given, given.assertion) }
  if (given.password === undefined) return { kind: 'session' }
  await refusePasswordBesidePasskey(actor)
  if (await verifyOwnPassword(actor.userId, given.password)) return { kind: 'password' }
  throw new BareCountError('forbidden', 'That is not your password.', {
    faults: [{ path: 'password', message: 'That is not your password.' }],
    remedy: 'Type the password you sign in with.',
  })
}

/** Before the password is looked at: whoever has only learned a password is not told that it is right. */
async function refusePasswordBesidePasskey({ userId }: Actor): Promise<void> {
  // A passkey is the person's, in whatever tenant.
  if (!(await unsafeDb.passkey.findFirst({ where: { userId }, select: { id: true } }))) return
  const message = 'You have a passkey, so your password vouches for nothing.'
  throw new BareCountError('invalid_input', message, {
    faults: [{ path: 'assertion', message }],
    remedy: 'Decide on the page of the request, with your passkey.',
  })
}

/** The question is taken even when the vote is refused afterwards: no signature is ever looked at twice. */
function signedBy(actor: Actor, { approvalId, verdict }: Given, assertion: AssertionInput): Promise<object> {
  return transaction(async (tx) => {
    // A request's digest never changes: what changes makes another request, and the vote then finds this one closed.
    const where = { tenantId: actor.tenantId, id: approvalId }
    const request = await tx.approvalRequest.findFirst({ where, select: { decisionDigest: true } })
    if (!request) throw notFound('approval request')
    return verifyVote(tx, actor, { approvalId, verdict, decisionDigest: request.decisionDigest }, assertion)
  })
}
