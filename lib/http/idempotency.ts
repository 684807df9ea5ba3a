import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Actor } from '../auth/actor.ts'
import { db, violatedConstraint } from '../db/client.ts'
import { BareCountError } from '../errors.ts'

const MAX_KEY_LENGTH = 200

type Asked = {
  request: Request
  body: unknown
  /** The field of the answer that is a secret shown once: it is not kept, and a repetition's answer lacks it. */
  secretField?: string | undefined
}

/**
 * Answers a repeated POST with its first answer. The key belongs to one actor; the same key with another request is
 * `idempotency_mismatch`, and while the first is still at work the answer is `conflict`. A failed first try may be
 * repeated: its row is removed. A secret in the answer is not kept.
 */
export async function once(
  actor: Actor,
  key: string,
  asked: Asked,
  respond: () => Promise<Response>,
): Promise<Response> {
  if (key.length > MAX_KEY_LENGTH) {
    throw new BareCountError('invalid_input', `An Idempotency-Key has up to ${MAX_KEY_LENGTH} characters.`)
  }
  const path = new URL(asked.request.url).pathname
  const requestDigest = createHash('sha256')
    .update(`${path}\n${canonicalize(withoutPassword(asked.body)) ?? ''}`)
    .digest('hex')
  const id = { tenantId: actor.tenantId, userId: actor.userId, key }
  const claimed = await db.idempotencyKey
    .create({ data: { ...id, requestDigest } })
    .then(() => true)
    .catch((error: unknown) => {
      if (violatedConstraint(error)) return false
      throw error
    })
  if (!claimed) return await repeat(id, requestDigest)
  try {
    const response = await respond()
    const { [asked.secretField ?? '']: _secret, ...body } = (await response.clone().json()) as Record<string, object>
    await db.idempotencyKey.updateMany({ where: id, data: { status: response.status, body } })
    return response
  } catch (error) {
    await db.idempotencyKey.deleteMany({ where: id })
    throw error
  }
}

/** A digest of a body with a password in it is one that passwords can be tried against by whoever reads the table. */
function withoutPassword(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('password' in body)) return body
  const { password: _, ...rest } = body
  return rest
}

async function repeat(id: { tenantId: string; userId: string; key: string }, requestDigest: string): Promise<Response> {
  const first = await db.idempotencyKey.findFirst({ where: id })
  if (first && first.requestDigest !== requestDigest) {
    throw new BareCountError('idempotency_mismatch', `The key ${id.key} was used with another request.`, {
      remedy: 'Use a new Idempotency-Key for a new request.',
    })
  }
  if (first?.status == null) {
    throw new BareCountError('conflict', 'The first request with this Idempotency-Key is still at work.', {
      remedy: 'Ask again in a moment with the same key.',
    })
  }
  return Response.json(first.body, { status: first.status, headers: { 'idempotent-replay': 'true' } })
}
