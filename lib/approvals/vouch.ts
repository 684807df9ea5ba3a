import type { Actor } from '../auth/actor.ts'
import { verifyOwnPassword } from '../auth/verify-own-password.ts'
import { transaction } from '../db/client.ts'
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
 * once more, or only the session that the request came with. Throws `passkey_refused`, `not_found`, `forbidden` for a
 * wrong password, `rate_limited` after too many.
 */
export async function vouch(actor: Actor, given: Given): Promise<Proof> {
  if (given.assertion) return { kind: 'passkey', assertion: await signedBy(actor, given, given.assertion) }
  if (given.password === undefined) return { kind: 'session' }
  if (await verifyOwnPassword(actor.userId, given.password)) return { kind: 'password' }
  throw new BareCountError('forbidden', 'That is not your password.', {
    faults: [{ path: 'password', message: 'That is not your password.' }],
    remedy: 'Type the password you sign in with.',
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
