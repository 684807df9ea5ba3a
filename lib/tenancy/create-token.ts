import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { hashToken, newTokenSecret } from '../auth/api-token.ts'
import { authorise, may } from '../auth/authorise.ts'
import { transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { newId } from '../ids.ts'
import type { createTokenInput } from './schema.ts'

const DAY_MS = 24 * 3600_000

/**
 * Makes an API token of the actor's own. The secret is in the answer and nowhere else.
 * Throws `forbidden` for a scope the actor does not have, and for a token that would outlive the one that makes it.
 */
export async function createToken(
  actor: Actor,
  input: z.output<typeof createTokenInput>,
): Promise<{ id: string; secret: string; expiresAt: Date }> {
  authorise(actor, 'token:manage')
  const excess = input.scopes.filter((scope) => !may(actor, scope))
  if (excess.length) {
    throw new BareCountError('forbidden', `Your own roles do not include ${excess.join(', ')}.`, {
      remedy: 'Choose only scopes that you have yourself.',
    })
  }
  const secret = newTokenSecret()
  const id = newId('token')
  const expiresAt = new Date(Date.now() + input.days * DAY_MS)
  // Else whoever finds a token with a day to live makes one for a year of it.
  if (actor.expiresAt && expiresAt > actor.expiresAt) {
    throw new BareCountError('forbidden', `The token used here ends before ${input.days} days are over.`, {
      remedy: 'Choose fewer days, or make the token signed in, under Settings.',
    })
  }
  await transaction(async (tx) => {
    await tx.apiToken.create({
      data: {
        tenantId: actor.tenantId,
        id,
        userId: actor.userId,
        name: input.name,
        hint: secret.slice(0, 8),
        hash: hashToken(secret),
        scopes: input.scopes,
        expiresAt,
      },
    })
    await appendEvidence(tx, {
      kind: 'token.created',
      actor,
      result: 'info',
      tokenId: id,
      name: input.name,
      scopes: input.scopes,
      expiresAt: expiresAt.toISOString(),
    })
  })
  return { id, secret, expiresAt }
}
