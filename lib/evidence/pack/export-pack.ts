import { createHash, createPublicKey } from 'node:crypto'
import type { Readable } from 'node:stream'
import { installationSigner } from '../../artifacts/sign/key-file.ts'
import { signStatement } from '../../artifacts/sign/sign-statement.ts'
import { makeStatement } from '../../artifacts/sign/statement.ts'
import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import type { SigningKey } from '../../db/generated/client.ts'
import { BareCountError } from '../../errors.ts'
import { appendEvidence } from '../append-evidence.ts'
import { originOf } from '../checkpoint.ts'
import { bundleOf, trustedRoot } from '../evidence-bundle.ts'
import { matching } from '../filter-evidence.ts'
import { logKey } from '../log-key.ts'
import { latestCheckpoint, type StoredCheckpoint } from '../log-store.ts'
import { inclusionProof } from '../merkle.ts'
import { tlogProof } from '../prove-evidence.ts'
import { type EvidenceFilters, type EvidencePredicate, evidencePredicate } from '../schema.ts'
import { verifierKey } from '../signed-note.ts'
import { TileSet, tilePath } from '../tiles.ts'
import { extendRanges, PACK_FORMAT, PACK_PREDICATE_TYPE, type PackManifest } from './pack-manifest.ts'
import { checkpointsOf, leavesOf, type PackedLeaf, tilesOf } from './pack-source.ts'
import { packReadme } from './readme.ts'
import { standaloneVerifier } from './standalone-verifier.ts'
import { timelineHeader, timelineLine } from './timeline-file.ts'
import { type ZipEntry, zipStream } from './zip-stream.ts'

export type Pack = { filename: string; treeSize: number; stream: Readable }

/**
 * A zip of the tenant's evidence that proves itself offline: everything, or what the filters leave. That it was taken
 * is written down before the first byte leaves. Returns at once; the zip is made while the stream is read.
 * Throws `forbidden`, and `invalid_state` for a log without entries. Layout: docs/formats/evidence-pack.md.
 */
export async function exportPack(actor: Actor, filters: EvidenceFilters = {}): Promise<Pack> {
  authorise(actor, 'evidence:export')
  const head = await latestCheckpoint(db, actor.tenantId)
  if (!head) throw new BareCountError('invalid_state', 'There is no evidence to export yet.')
  const complete = Object.keys(filters).length === 0
  const events = complete ? head.size : await db.evidence.count({ where: matching(actor, filters) })
  await transaction((tx) =>
    appendEvidence(tx, {
      kind: 'evidence.exported',
      actor,
      result: 'succeeded',
      filters,
      events,
      treeSize: head.size,
    }),
  )
  const at = new Date()
  return {
    filename: `evidence-${actor.tenantSlug}-${at.toISOString().slice(0, 10)}-${head.size}.zip`,
    treeSize: head.size,
    stream: zipStream(packFiles(actor, filters, head, at), at),
  }
}

/** Every file of the pack, in order. The manifest comes last, when all that it lists is known. */
async function* packFiles(
  actor: Actor,
  filters: EvidenceFilters,
  head: StoredCheckpoint,
  at: Date,
): AsyncGenerator<ZipEntry> {
  const { tenantId } = actor
  const tiles = await tilesOf(tenantId, head.size)
  for (const tile of tiles) yield { name: tilePath(tile), bytes: tile.hashes }
  for await (const { size, note } of checkpointsOf(tenantId, head.size)) {
    yield { name: `checkpoints/${size}`, bytes: note }
  }
  const tree = new TileSet(tiles)
  const indexes: [number, number][] = []
  const timeline = { jsonl: '', csv: timelineHeader }
  for await (const leaf of leavesOf(actor, filters, head.size)) {
    yield* eventFiles(tenantId, leaf, head, tree)
    const predicate = predicateIn(leaf)
    timeline.jsonl += `${JSON.stringify(predicate)}\n`
    timeline.csv += timelineLine(evidencePredicate.parse(predicate), leaf.index)
    extendRanges(indexes, leaf.index)
  }
  const events = indexes.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  const manifest: Omit<PackManifest, 'files'> = {
    format: PACK_FORMAT,
    tenant: { id: tenantId, slug: actor.tenantSlug },
    tenantId,
    origin: originOf(tenantId),
    exportedAt: at.toISOString(),
    exportedBy: actor.label,
    filters,
    complete: events === head.size,
    treeSize: head.size,
    root: head.root.toString('base64'),
    events,
    indexes,
  }
  const listed: ZipEntry[] = [
    { name: 'README.txt', bytes: packReadme(manifest, installationSigner().keyId) },
    { name: 'verify.mjs', bytes: await standaloneVerifier() },
    { name: 'checkpoint', bytes: head.note },
    { name: 'timeline.jsonl', bytes: timeline.jsonl },
    { name: 'timeline.csv', bytes: timeline.csv },
    ...(await keyFiles(tenantId)),
  ]
  yield* listed
  yield* signedManifest({
    ...manifest,
    files: Object.fromEntries(listed.map((file) => [file.name, sha256(file.bytes)])),
  })
}

function* eventFiles(tenantId: string, leaf: PackedLeaf, head: StoredCheckpoint, tree: TileSet): Generator<ZipEntry> {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const proof = {
    origin: originOf(tenantId),
    index: leaf.index,
    size: head.size,
    root: head.root.toString('base64'),
    hashes: inclusionProof(tree.reader, leaf.index, head.size).map(base64),
    checkpoint: head.note,
    body: base64(leaf.body),
    payload: base64(leaf.payload),
    signature: base64(leaf.signature),
    keyId: leaf.keyId,
  }
  const bundle = bundleOf(proof, createPublicKey(logKey()))
  yield { name: `evidence/${leaf.index}.sigstore.json`, bytes: JSON.stringify(bundle) }
  yield { name: `proofs/${leaf.index}.tlog-proof`, bytes: tlogProof(proof) }
}

async function keyFiles(tenantId: string): Promise<ZipEntry[]> {
  const log = createPublicKey(logKey())
  const keys = await unsafeDb.signingKey.findMany({
    where: { purpose: { not: 'checkpoints' } },
    orderBy: { validFrom: 'asc' },
  })
  const oldest = keys.reduce((first, { validFrom }) => (validFrom < first ? validFrom : first), new Date())
  const vkey = verifierKey(originOf(tenantId), log)
  return [
    { name: 'trusted_root.json', bytes: JSON.stringify(trustedRoot(tenantId, log, oldest), null, 2) },
    { name: 'keys/log.vkey', bytes: `${vkey}\n` },
    { name: 'tlog-policy', bytes: `log ${vkey}\nquorum none\n` },
    { name: 'keys/windows.json', bytes: JSON.stringify(keys.map(windowOf), null, 2) },
    ...keys.map(({ keyId, publicPem }) => ({ name: `keys/${keyId}.pem`, bytes: publicPem })),
  ]
}

/** From when until when a key signed; a revoked one counts for nothing later. */
function windowOf({ keyId, validFrom, validUntil, revokedAt, revokedReason }: SigningKey) {
  return { keyId, validFrom, validUntil, revokedAt, revokedReason }
}

async function* signedManifest(manifest: PackManifest): AsyncGenerator<ZipEntry> {
  const bytes = `${JSON.stringify(manifest, null, 2)}\n`
  const subject = { name: 'manifest.json', digest: { sha256: sha256(bytes) } }
  const { origin, treeSize, root } = manifest
  const statement = makeStatement([subject], PACK_PREDICATE_TYPE, { origin, treeSize, root })
  yield { name: 'manifest.json', bytes }
  yield {
    name: 'manifest.json.sigstore.json',
    bytes: JSON.stringify(await signStatement(installationSigner(), statement)),
  }
}

/** As it was signed, so that the timeline in the pack is word for word what the statements say. */
function predicateIn(leaf: PackedLeaf): EvidencePredicate {
  return (JSON.parse(Buffer.from(leaf.payload).toString()) as { predicate: EvidencePredicate }).predicate
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
