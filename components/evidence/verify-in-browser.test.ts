import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import { preAuthenticationEncoding } from '#lib/artifacts/sign/dsse.ts'
import { signCheckpoint } from '#lib/evidence/checkpoint.ts'
import { inclusionProof, leafHash, rootHash } from '#lib/evidence/merkle.ts'
import type { EvidenceProof } from '#lib/evidence/prove-evidence.ts'
import { leafBytes } from '#lib/evidence/rekor-entry.ts'
import { verifierKey } from '#lib/evidence/signed-note.ts'
import { growTiles, TileSet } from '#lib/evidence/tiles.ts'
import { verifyInBrowser } from './verify-in-browser.ts'

const signer = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const log = generateKeyPairSync('ed25519')
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** The proof of entry `index` in a log of `size`, made as the sequencer makes it. */
function proofOf(index: number, size: number): EvidenceProof {
  const payload = Buffer.from(JSON.stringify({ entry: index, size, salt: Math.random() }))
  const signature = sign(
    'sha256',
    preAuthenticationEncoding('application/vnd.in-toto+json', payload),
    signer.privateKey,
  )
  const publicKeyDer = signer.publicKey.export({ type: 'spki', format: 'der' })
  const body = leafBytes({ payload, signature, publicKeyDer })
  const leaves = Array.from({ length: size }, (_, at) => leafHash(at === index ? body : Buffer.from(`other ${at}`)))
  const tiles = new TileSet()
  growTiles(tiles, 0, leaves)
  const root = rootHash(tiles.reader, size)
  const origin = 'barecount.io/evidence/ten_1'
  return {
    origin,
    index,
    size,
    root: base64(root),
    hashes: inclusionProof(tiles.reader, index, size).map(base64),
    checkpoint: signCheckpoint('ten_1', { size, root }, log.privateKey),
    body: base64(body),
    payload: base64(payload),
    signature: base64(signature),
    keyId: createHash('sha256').update(publicKeyDer).digest('hex'),
    publicPem: signer.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    logVerifierKey: verifierKey(origin, log.publicKey),
  }
}

async function failures(proof: EvidenceProof): Promise<string[]> {
  const steps = []
  for await (const step of verifyInBrowser(proof)) steps.push(step)
  expect(steps).toHaveLength(5)
  return steps.filter((step) => !step.passed).map((step) => step.name)
}

test('every step passes for a true proof, whatever the length of its signature and path', async () => {
  for (let size = 1; size <= 70; size++) {
    const index = (size * 7) % size || size - 1
    expect(await failures(proofOf(index, size))).toEqual([])
  }
  expect(await failures(proofOf(0, 1))).toEqual([])
})

const proof = proofOf(5, 11)
const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })

test.each<[string, string[], Partial<EvidenceProof>]>([
  ['a changed statement', ['Signature', 'Log entry'], { payload: base64(Buffer.from('{}')) }],
  ['another signing key', ['Signing key', 'Signature', 'Log entry'], { publicPem: other as string }],
  ['another place', ['Place in the log'], { index: 4 }],
  ['a shorter path', ['Place in the log'], { hashes: proof.hashes.slice(1) }],
  ['another size', ['Place in the log', 'Checkpoint'], { size: 700 }],
  ['another root', ['Place in the log', 'Checkpoint'], { root: base64(Buffer.alloc(32)) }],
  ['a checkpoint of another log', ['Checkpoint'], { origin: 'barecount.io/evidence/ten_2' }],
  ['an unsigned checkpoint', ['Checkpoint'], { checkpoint: proof.checkpoint.slice(0, -20) }],
])('%s fails at its step', async (_what, names, edit) => {
  expect(await failures({ ...proof, ...edit })).toEqual(names)
})
