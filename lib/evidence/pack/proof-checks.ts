import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

/** What a verifier reads of a Sigstore bundle v0.3 of one event. */
export type Bundle = {
  verificationMaterial: { publicKey: { hint: string }; tlogEntries: LogEntry[] }
  dsseEnvelope: { payload: string; payloadType: string; signatures: { sig: string }[] }
}
export type LogEntry = {
  canonicalizedBody: string
  inclusionProof: {
    logIndex: string
    treeSize: string
    rootHash: string
    hashes: string[]
    checkpoint: { envelope: string }
  }
}

/** Bytes in a hash, and hashes in a full tile. */
export const HASH = 32
export const WIDTH = 256

/** SHA-256 over the parts, one after the other. */
export const sha256 = (...parts: (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
export const leafHash = (body: Uint8Array) => sha256(Uint8Array.of(0), body)
export const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(Uint8Array.of(1), left, right)
export const unbase64 = (text: string) => Buffer.from(text, 'base64')
export const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

/** A check that did not pass, with the sentence that says why. */
export class Broken extends Error {}
export function must(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Broken(sentence)
}

/** A public key from PEM, or from a verifier key of signed notes (Ed25519). */
export function parseKey(text: string): KeyObject {
  const trimmed = text.trim()
  if (trimmed.startsWith('-----BEGIN')) return createPublicKey(trimmed)
  const [, , ...encoded] = trimmed.split('+')
  const raw = unbase64(encoded.join('+'))
  must(raw.length === HASH + 1 && raw[0] === 1, 'A key must be PEM or an Ed25519 verifier key.')
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)])
  return createPublicKey({ key: der, format: 'der', type: 'spki' })
}

/** A key's SPKI DER, which is what its id is the hash of. */
export function spki(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

/** The signed payload. The encoding that is signed: DSSE protocol.md 1.0.0, "PAE". */
export function openEnvelope({ verificationMaterial, dsseEnvelope }: Bundle, keys: Map<string, KeyObject>): Buffer {
  const key = keys.get(verificationMaterial.publicKey.hint)
  must(key, `It is signed with the key ${verificationMaterial.publicKey.hint}, which is not in the pack.`)
  const payload = unbase64(dsseEnvelope.payload)
  must(dsseEnvelope.payloadType === 'application/vnd.in-toto+json', 'It is not a signed statement.')
  const { payloadType, signatures } = dsseEnvelope
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `
  must(signatures.length === 1, 'It does not have one signature.')
  const signed = verify('sha256', Buffer.concat([Buffer.from(head), payload]), key, unbase64(signatures[0]?.sig ?? ''))
  must(signed, 'The signature does not match.')
  return payload
}

/** Size and root of a signed checkpoint. Source: c2sp.org/tlog-checkpoint, c2sp.org/signed-note. */
export function openCheckpoint(note: string, origin: string, key: KeyObject): { size: number; root: Buffer } {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const raw = spki(key).subarray(-HASH)
  const id = sha256(`${origin}\n`, Uint8Array.of(1), raw).subarray(0, 4)
  const signed = note
    .slice(end + 2)
    .split('\n')
    .map((line) => /^— (\S+) (\S+)$/.exec(line))
    .filter((match) => match?.[1] === origin)
    .map((match) => unbase64(match?.[2] ?? ''))
    .some((bytes) => same(bytes.subarray(0, 4), id) && verify(null, Buffer.from(text), key, bytes.subarray(4)))
  must(signed, 'It is not signed by the log.')
  const [named, size, root] = text.split('\n')
  must(named === origin && /^\d{1,15}$/.test(size ?? ''), `It is not a checkpoint of ${origin}.`)
  return { size: Number(size), root: unbase64(root ?? '') }
}

/** Where a tile with this many hashes is in a pack. Source: c2sp.org/tlog-tiles. */
export function tilePath(level: number, index: number, width: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const name = padded.replace(/\d{3}(?=\d)/g, 'x$&/')
  return `tile/${level}/${name}${width < WIDTH ? `.p/${width}` : ''}`
}

/** Root of the tree over the first `size` of these leaf hashes. Source: RFC 6962 §2.1. */
export function rootOf(leaves: Uint8Array, size: number): Buffer {
  return rootsOf(leaves, [size]).get(size) as Buffer
}

/** The roots of the trees of all these sizes, in one pass over the leaf hashes. */
export function rootsOf(leaves: Uint8Array, sizes: readonly number[]): Map<number, Buffer> {
  const wanted = new Set(sizes)
  const roots = new Map<number, Buffer>()
  const stack: { height: number; hash: Uint8Array }[] = []
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  for (let size = 0; size <= largest; size++) {
    if (wanted.has(size)) {
      const hashes = stack.map(({ hash }) => hash)
      roots.set(
        size,
        Buffer.from(hashes.length ? hashes.reduceRight((right, left) => nodeHash(left, right)) : sha256()),
      )
    }
    let node = { height: 0, hash: leaves.subarray(size * HASH, (size + 1) * HASH) }
    for (let top = stack.at(-1); top?.height === node.height; top = stack.at(-1)) {
      stack.pop()
      node = { height: node.height + 1, hash: nodeHash(top.hash, node.hash) }
    }
    stack.push(node)
  }
  return roots
}

/** The root that a proof leads to; undefined when it has too many or too few hashes. Source: RFC 9162 §2.1.3.2. */
export function proofRoot(leaf: Buffer, index: number, size: number, proof: Buffer[]): Buffer | undefined {
  let hash = leaf
  let at = index
  let last = size - 1
  for (const sibling of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = nodeHash(hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : undefined
}
