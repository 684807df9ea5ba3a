import { createPublicKey } from 'node:crypto'
import type { SigstoreBundle } from '../artifacts/sign/sigstore-bundle.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { originOf } from './checkpoint.ts'
import { bundleOf, trustedRoot } from './evidence-bundle.ts'
import { logKey } from './log-key.ts'
import { latestCheckpoint } from './log-store.ts'
import type { EvidenceProof } from './prove-evidence.ts'
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

/** The newest signed checkpoint of the tenant's log. Throws `invalid_state` for a log without entries. */
export async function evidenceCheckpoint(actor: Actor): Promise<string> {
  authorise(actor, 'evidence:read')
  const checkpoint = await latestCheckpoint(db, actor.tenantId)
  if (!checkpoint) throw new BareCountError('invalid_state', 'The log has no entries yet.')
  return checkpoint.note
}

/** A proof as a Sigstore bundle of this installation's log. */
export function evidenceBundle(proof: EvidenceProof): SigstoreBundle {
  return bundleOf(proof, createPublicKey(logKey()))
}
