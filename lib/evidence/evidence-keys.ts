import { createPublicKey } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { originOf } from './checkpoint.ts'
import { trustedRoot } from './evidence-bundle.ts'
import { logKey } from './log-key.ts'
import { verifierKey } from './signed-note.ts'

/** The public keys that evidence was ever signed with, and the verifier key of the tenant's log. */
export async function evidencePublicKeys(actor: Actor) {
  authorise(actor, 'evidence:read')
  const keys = await db.signingKey.findMany({ orderBy: { validFrom: 'asc' } })
  return { keys, logVerifierKey: verifierKey(originOf(actor.tenantId), createPublicKey(logKey())) }
}

/** What a Sigstore verifier needs for the tenant's log; the signing keys it takes beside it. */
export async function evidenceTrustedRoot(actor: Actor) {
  const { keys } = await evidencePublicKeys(actor)
  return trustedRoot(actor.tenantId, createPublicKey(logKey()), keys[0]?.validFrom ?? new Date())
}
