import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { revokeTokenInput } from './schema.ts'

/** Ends a token at once: one's own, or as an admin anybody's in the tenant. Throws `not_found` for others'. */
export async function revokeToken(actor: Actor, input: z.output<typeof revokeTokenInput>): Promise<void> {
  authorise(actor, 'token:manage')
  const mine = may(actor, 'member:write') ? {} : { userId: actor.userId }
  await transaction(async (tx) => {
    const where = { tenantId: actor.tenantId, id: input.id, ...mine }
    const token = await tx.apiToken.findFirst({ where, select: { name: true } })
    const { count } = await tx.apiToken.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (!token || !count) throw notFound('token')
    await appendEvidence(tx, { kind: 'token.revoked', actor, result: 'info', tokenId: input.id, name: token.name })
  })
}
