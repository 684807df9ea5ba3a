import { randomBytes } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { writeSecret } from '../secrets/write-secret.ts'

/**
 * Gives a webhook a new signing secret and returns it: the only time it is shown. The old one ends at once.
 * Throws `not_found`, `forbidden`.
 */
export async function rotateWebhookSecret(actor: Actor, triggerId: string): Promise<{ secret: string }> {
  authorise(actor, 'secret:write')
  const secret = randomBytes(32).toString('base64url')
  await transaction(async (tx) => {
    const where = { tenantId: actor.tenantId, id: triggerId, kind: 'webhook' as const }
    const trigger = await tx.trigger.findFirst({ where, select: { secretPath: true } })
    if (!trigger?.secretPath) throw notFound('webhook')
    await writeSecret(tx, actor, trigger.secretPath, secret)
  })
  return { secret }
}
