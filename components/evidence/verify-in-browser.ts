import type { EvidenceProof } from '#lib/evidence/prove-evidence.ts'

/** One step of a verification, with what was found. */
export type VerifiedStep = { name: string; passed: boolean; detail: string }

type Bytes = Uint8Array<ArrayBuffer>

const unbase64 = (text: string): Bytes => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
const hex = (bytes: Bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const text = (bytes: Bytes) => new TextDecoder().decode(bytes)
const same = (a: Bytes, b: Bytes) => a.length === b.length && a.every((byte, at) => byte === b[at])

function join(...parts: Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

const sha256 = async (...parts: Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)))

/**
 * Checks a proof with the browser's own cryptography, step by step, and yields each as it is done. Trusts nothing of
 * the server but the two public keys, which the steps name so that a person can compare them. Throws where the browser
 * has no cryptography to offer: away from HTTPS, or an old one without Ed25519.
 */
export async function* verifyInBrowser(proof: EvidenceProof): AsyncGenerator<VerifiedStep> {
  const payload = unbase64(proof.payload)
  const body = unbase64(proof.body)
  const spki = unbase64(proof.publicPem.replace(/-----[^-]+-----|\s/g, ''))
  const entry = JSON.parse(text(body)).spec.dsseV002

  const keyId = hex(await sha256(spki))
  yield {
    name: 'Signing key',
    passed: keyId === proof.keyId,
    detail: `The key given is ${keyId.slice(0, 12)}…, the one the entry names.`,
  }
  yield {
    name: 'Signature',
    passed: await holds(() => signatureMatches(spki, payload, unbase64(proof.signature))),
    detail: 'The statement is word for word what this key signed.',
  }
  const commits =
    same(unbase64(entry.payloadHash.digest), await sha256(payload)) &&
    entry.signatures[0].content === proof.signature &&
    same(unbase64(entry.signatures[0].verifier.publicKey.rawBytes), spki)
  yield {
    name: 'Log entry',
    passed: commits,
    detail: 'The entry in the log commits to this statement, signature and key.',
  }

  const leaf = await sha256(Uint8Array.of(0), body)
  const root = await rootOf(leaf, proof.index, proof.size, proof.hashes.map(unbase64))
  yield {
    name: 'Place in the log',
    passed: root !== undefined && same(root, unbase64(proof.root)),
    detail: `${proof.hashes.length} hashes lead from entry ${proof.index} to the root of all ${proof.size}.`,
  }
  yield {
    name: 'Checkpoint',
    passed: await holds(() => checkpointMatches(proof)),
    detail: `The log's key signed exactly this size and root of ${proof.origin}.`,
  }
}

/** What is too malformed to check does not hold; what this browser cannot check is another matter, and thrown. */
async function holds(check: () => Promise<boolean>): Promise<boolean> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotSupportedError') throw error
    return false
  }
}

/** DSSE signs type and payload together. Source: DSSE protocol.md 1.0.0, "PAE". */
async function signatureMatches(spki: Bytes, payload: Bytes, der: Bytes): Promise<boolean> {
  const key = await crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const head = new TextEncoder().encode(`DSSEv1 28 application/vnd.in-toto+json ${payload.length} `)
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, rawSignature(der), join(head, payload))
}

/** r and s of a DER signature, 32 bytes each, as WebCrypto takes them. */
function rawSignature(der: Bytes): Bytes {
  const firstLength = der[3] ?? 0
  const r = der.slice(4, 4 + firstLength)
  const s = der.slice(6 + firstLength)
  const fit = (number: Bytes) => {
    const digits = number.slice(Math.max(0, number.length - 32))
    return join(new Uint8Array(32 - digits.length), digits)
  }
  return join(fit(r), fit(s))
}

/** The root a proof leads to; undefined when its length does not fit. Source: RFC 9162 §2.1.3.2. */
async function rootOf(leaf: Bytes, index: number, size: number, proof: Bytes[]): Promise<Bytes | undefined> {
  const node = (left: Bytes, right: Bytes) => sha256(Uint8Array.of(1), left, right)
  let hash = leaf
  let at = index
  let last = size - 1
  for (const sibling of proof) {
    if (last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = await node(sibling, hash)
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)]
    } else hash = await node(hash, sibling)
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : undefined
}

/** Source: c2sp.org/tlog-checkpoint, c2sp.org/signed-note. */
async function checkpointMatches({ checkpoint, origin, size, root, logVerifierKey }: EvidenceProof): Promise<boolean> {
  const [signed = '', signatures = ''] = checkpoint.split('\n\n')
  if (signed !== `${origin}\n${size}\n${root}`) return false
  const raw = unbase64(logVerifierKey.split('+').slice(2).join('+')).slice(1)
  const line = signatures.split('\n').find((candidate) => candidate.startsWith(`— ${origin} `))
  const signature = unbase64(line?.split(' ')[2] ?? '').slice(4)
  const key = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  return crypto.subtle.verify({ name: 'Ed25519' }, key, signature, new TextEncoder().encode(`${signed}\n`))
}
