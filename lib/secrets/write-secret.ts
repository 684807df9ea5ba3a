import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { seal } from './envelope.ts'
import { keyEncryptionKey } from './key-encryption-key.ts'

/** What an envelope is bound to. A path holds no NUL, so no two places share a text. */
export const placeOf = (tenantId: string, path: string): string => `${tenantId}\0${path}`

/**
 * Keeps a secret, over an earlier one of the same path, with its evidence, in the caller's transaction. The caller has
 * authorised. Returns the version, from 1.
 */
export async function writeSecret(tx: Tx, actor: Actor, path: string, value: string): Promise<number> {
  const { tenantId } = actor
  const envelope = seal(keyEncryptionKey(), placeOf(tenantId, path), value)
  const { version } = await tx.secret.upsert({
    where: { tenantId_path: { tenantId, path } },
    create: { tenantId, path, envelope, updatedById: actor.userId },
    update: { envelope, updatedById: actor.userId, updatedAt: new Date(), version: { increment: 1 } },
    select: { version: true },
  })
  await appendEvidence(tx, { kind: 'secret.written', actor, result: 'succeeded', path, version })
  return version
}
