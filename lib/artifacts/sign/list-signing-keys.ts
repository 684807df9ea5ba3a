import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { SIGNING_PURPOSE } from '../../evidence/register-keys.ts'

export type SigningKeyRow = {
  keyId: string
  publicPem: string
  validFrom: Date
  validUntil: Date | null
  revokedAt: Date | null
  revokedReason: string | null
  /** Whether it signs now. */
  current: boolean
}

/** The keys that artifacts and evidence were ever signed with, newest first. */
export async function listSigningKeys(actor: Actor): Promise<SigningKeyRow[]> {
  authorise(actor, 'artifact:read')
  // A handful in the life of an installation: rotations are rare, so this list has no pages.
  const keys = await db.signingKey.findMany({ where: { purpose: SIGNING_PURPOSE }, orderBy: { validFrom: 'desc' } })
  return keys.map(({ purpose: _, endorsement: _vouched, ...key }) => ({
    ...key,
    current: key.validUntil === null && key.revokedAt === null,
  }))
}
