import { createPublicKey } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { originOf } from './checkpoint.ts'
import { logKey } from './log-key.ts'
import { latestCheckpoint, overTree } from './log-store.ts'
import { inclusionProof } from './merkle.ts'
import { recordReading } from './record-reading.ts'
import { verifierKey } from './signed-note.ts'

/** All that a stranger needs to check one entry, with bytes in base64. */
export type EvidenceProof = {
  origin: string
  index: number
  size: number
  root: string
  /** Sibling hashes, leaf to root. */
  hashes: string[]
  /** The signed note over size and root. */
  checkpoint: string
  /** The leaf's bytes: canonical JSON that commits to payload, signature and key. */
  body: string
  /** The statement's bytes. */
  payload: string
  /** DER ECDSA P-256 over the DSSE encoding of the payload. */
  signature: string
  /** Hex SHA-256 of the signing key's SPKI. */
  keyId: string
  publicPem: string
  /** The log's key in the form of signed notes. */
  logVerifierKey: string
}

type Leaf = { index: bigint; body: Uint8Array; signature: Uint8Array; keyId: string; payload: Uint8Array }

/**
 * Proof that an entry is in the tenant's log, against its newest checkpoint. Throws `not_found`; `invalid_state` in the
 * moments before the sequencer has taken it.
 */
export async function proveEvidence(actor: Actor, id: string): Promise<EvidenceProof> {
  authorise(actor, 'evidence:read')
  const where = { tenantId: actor.tenantId }
  const event = await db.evidence.findFirst({ where: { ...where, id }, select: { payload: true } })
  if (!event) throw notFound('evidence')
  await recordReading(actor, `evidence ${id}`)
  const leaf = await db.evidenceLeaf.findFirst({ where: { ...where, evidenceId: id } })
  if (!leaf) {
    throw new BareCountError('invalid_state', 'This entry is not in the log yet.', { remedy: 'Ask again in a second.' })
  }
  return proofOfLeaf(actor.tenantId, { ...leaf, payload: event.payload })
}

/** The proof of a leaf that was read already. */
export async function proofOfLeaf(tenantId: string, leaf: Leaf): Promise<EvidenceProof> {
  const [checkpoint, key] = await Promise.all([
    latestCheckpoint(db, tenantId),
    db.signingKey.findUnique({ where: { keyId: leaf.keyId } }),
  ])
  const index = Number(leaf.index)
  if (!checkpoint || !key) throw new BareCountError('internal', 'The log has an entry but no checkpoint or no key.')
  const hashes = await overTree(tenantId, (read) => inclusionProof(read, index, checkpoint.size))
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return {
    origin: originOf(tenantId),
    index,
    size: checkpoint.size,
    root: base64(checkpoint.root),
    hashes: hashes.map(base64),
    checkpoint: checkpoint.note,
    body: base64(leaf.body),
    payload: base64(leaf.payload),
    signature: base64(leaf.signature),
    keyId: leaf.keyId,
    publicPem: key.publicPem,
    logVerifierKey: verifierKey(originOf(tenantId), createPublicKey(logKey())),
  }
}

/** The proof as one text file. Source: c2sp.org/tlog-proof@v1. */
export function tlogProof({
  index,
  hashes,
  checkpoint,
}: Pick<EvidenceProof, 'index' | 'hashes' | 'checkpoint'>): string {
  return ['c2sp.org/tlog-proof@v1', `index ${index}`, ...hashes, '', checkpoint].join('\n')
}
