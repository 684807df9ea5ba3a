import { type Tx, unsafeDb } from '../db/client.ts'
import { CHALLENGE_MINUTES } from './schema.ts'

type Question = { challenge: string; approvalId?: string; nonce?: string }

/** Keeps a question that was put to a person's authenticator; those they never answered go. */
export async function putChallenge(userId: string, question: Question, now = new Date()): Promise<void> {
  const expiresAt = new Date(now.getTime() + CHALLENGE_MINUTES * 60_000)
  await unsafeDb.passkeyChallenge.deleteMany({ where: { userId, expiresAt: { lte: now } } })
  await unsafeDb.passkeyChallenge.create({ data: { ...question, userId, expiresAt } })
}

/**
 * The question that an answer names, taken so that nobody answers it a second time: whoever deletes the row has it.
 * Undefined when it was answered, has expired, or was put to somebody else.
 */
export async function takeChallenge(
  tx: Tx,
  userId: string,
  challenge: string,
  now = new Date(),
): Promise<{ approvalId: string | null; nonce: string | null } | undefined> {
  const where = { challenge, userId, expiresAt: { gt: now } }
  const found = await tx.passkeyChallenge.findFirst({ where, select: { approvalId: true, nonce: true } })
  const { count } = await tx.passkeyChallenge.deleteMany({ where })
  return count ? (found ?? undefined) : undefined
}

/** The challenge that an answer of a browser says it is about; empty when it cannot be read. Pure. */
export function challengeIn(clientDataJSON: string): string {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown }
    return typeof said.challenge === 'string' ? said.challenge : ''
  } catch {
    return ''
  }
}
