import type { KeyObject } from 'node:crypto'
import {
  Broken,
  type Bundle,
  HASH,
  leafHash,
  must,
  openCheckpoint,
  openEnvelope,
  parseKey,
  proofRoot,
  rootOf,
  rootsOf,
  same,
  sha256,
  spki,
  tilePath,
  unbase64,
  WIDTH,
} from './proof-checks.ts'

/** The files of a pack, wherever they are: a folder, or a zip that is still packed. */
export type PackFiles = { paths: ReadonlySet<string>; read(path: string): Promise<Uint8Array> }

/** What a verifier reads of `manifest.json`. */
export type PackManifest = {
  format: string
  tenantId: string
  origin: string
  exportedAt: string
  complete: boolean
  treeSize: number
  root: string
  indexes: [number, number][]
  files: Record<string, string>
}
export type Keys = {
  signing: Map<string, KeyObject>
  /** Key id → when it stopped to sign, ISO text; a key in use has none. */
  until: Map<string, string>
  log: KeyObject
  logVkey: string
}

/** A pack whose manifest and keys could be read: what every other check is given. */
export type Pack = { files: PackFiles; manifest: PackManifest; keys: Keys }

const FORMAT = 'https://barecount.io/formats/evidence-pack/v1'
const ATTESTATION = 'https://barecount.io/attestation/'
const WINDOWS = 'keys/windows.json'
const SELF_PROVING = /^(evidence|proofs|tile|checkpoints)\//

// Each check returns what it found, in words, or throws a `Broken` that says what is wrong.

/** The manifest, when it is one, and no larger than the pack it is in. */
export async function readManifest(files: PackFiles): Promise<PackManifest> {
  const manifest = JSON.parse(await textOf(files, 'manifest.json')) as PackManifest
  must(manifest.format === FORMAT, `The format is ${manifest.format}, which this verifier does not know.`)
  const events = manifest.indexes.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  must(
    manifest.indexes.every(([from, to]) => from >= 0 && from <= to),
    'The ranges of entries are not ranges.',
  )
  must(events <= files.paths.size, `It lists ${events} entries and the pack has ${files.paths.size} files.`)
  return manifest
}

/** The public keys of the pack, each found to be the one its name says. */
export async function readKeys(files: PackFiles, origin: string): Promise<Keys> {
  const signing = new Map<string, KeyObject>()
  for (const name of [...files.paths].filter((file) => /^keys\/[0-9a-f]{64}\.pem$/.test(file))) {
    const key = parseKey(await textOf(files, name))
    const id = sha256(spki(key)).toString('hex')
    must(name === `keys/${id}.pem`, `${name} holds the key ${id}: it was swapped.`)
    must(key.asymmetricKeyDetails?.namedCurve === 'prime256v1', `${name} is not a P-256 key.`)
    signing.set(id, key)
  }
  must(signing.size > 0, 'There is no signing key in the pack.')
  const logVkey = (await textOf(files, 'keys/log.vkey')).trim()
  const log = parseKey(logVkey)
  must(logVkey.startsWith(`${origin}+`), 'The log key is that of another log.')
  const root = JSON.parse(await textOf(files, 'trusted_root.json')) as {
    tlogs: { publicKey: { rawBytes: string } }[]
  }
  must(
    root.tlogs.length === 1 && same(unbase64(root.tlogs[0]?.publicKey.rawBytes ?? ''), spki(log)),
    'trusted_root.json and keys/log.vkey do not hold the same key.',
  )
  return { signing, until: await readWindows(files), log, logVkey }
}

/** Packs of before the first rotation have no windows. */
async function readWindows(files: PackFiles): Promise<Map<string, string>> {
  if (!files.paths.has(WINDOWS)) return new Map()
  const windows = JSON.parse(await textOf(files, WINDOWS)) as { keyId: string; validUntil: string | null }[]
  return new Map(windows.flatMap(({ keyId, validUntil }) => (validUntil ? [[keyId, validUntil] as const] : [])))
}

/** The manifest is what the installation signed, as a manifest: it signs digests of other people's files too. */
export async function checkSignature({ files, keys }: Pack): Promise<string> {
  const bundle = JSON.parse(await textOf(files, 'manifest.json.sigstore.json')) as Bundle
  const { predicateType, subject } = JSON.parse(openEnvelope(bundle, keys.signing).toString()) as {
    predicateType: string
    subject: { digest: { sha256: string } }[]
  }
  const digest = sha256(await readFrom(files, 'manifest.json')).toString('hex')
  must(predicateType === `${ATTESTATION}evidence-pack/v1`, `What was signed is a ${predicateType}, not a manifest.`)
  must(subject.length === 1 && subject[0]?.digest.sha256 === digest, 'The manifest is not the one that was signed.')
  return `manifest.json is sha256:${digest.slice(0, 12)}…`
}

/** Every file that the log does not prove is as the signed manifest lists it, and none was added. */
export async function checkFiles({ files, manifest }: Pack): Promise<string> {
  const listed = Object.entries(manifest.files)
  for (const [name, digest] of listed) {
    must(sha256(await readFrom(files, name)).toString('hex') === digest, `${name} was changed.`)
  }
  const known = new Set([...Object.keys(manifest.files), 'manifest.json', 'manifest.json.sigstore.json'])
  const added = [...files.paths].find((name) => !SELF_PROVING.test(name) && !known.has(name))
  must(!added, `${added} was added.`)
  return `${listed.length} files are as they were signed`
}

/** The checkpoint is signed by the log, and is the head the manifest names. */
export async function checkCheckpoint({ files, manifest, keys }: Pack): Promise<string> {
  const head = openCheckpoint(await textOf(files, 'checkpoint'), manifest.origin, keys.log)
  must(head.size === manifest.treeSize, `It is of ${head.size} entries, the pack of ${manifest.treeSize}.`)
  must(same(head.root, unbase64(manifest.root)), 'Its root is not the root of the pack.')
  return `${head.size} entries, root ${manifest.root}`
}

/** All leaf hashes, from tiles whose upper levels are the hashes of the lower ones, up to the root of the pack. */
export async function readTree({ files, manifest: { treeSize, root } }: Pack): Promise<Buffer> {
  const levels: Buffer[] = []
  let read = 0
  for (let level = 0, nodes = treeSize; nodes > 0; level++, nodes = Math.floor(nodes / WIDTH)) {
    const tiles: Uint8Array[] = []
    for (let index = 0; index * WIDTH < nodes; index++) {
      const width = Math.min(WIDTH, nodes - index * WIDTH)
      const tile = await readFrom(files, tilePath(level, index, width))
      must(tile.length === width * HASH, `${tilePath(level, index, width)} does not hold ${width} hashes.`)
      tiles.push(tile)
    }
    levels.push(Buffer.concat(tiles))
    read += tiles.length
  }
  const present = [...files.paths].filter((name) => name.startsWith('tile/')).length
  must(present === read, `The pack has ${present - read} tiles more than its tree.`)
  for (const [level, hashes] of levels.slice(1).entries()) {
    const below = levels[level] as Buffer
    for (let at = 0; at < hashes.length / HASH; at++) {
      const full = below.subarray(at * WIDTH * HASH, (at + 1) * WIDTH * HASH)
      must(same(rootOf(full, WIDTH), hashes.subarray(at * HASH, (at + 1) * HASH)), `Tile level ${level + 1} is wrong.`)
    }
  }
  const leaves = levels[0] ?? Buffer.alloc(0)
  must(same(rootOf(leaves, treeSize), unbase64(root)), 'The tiles do not have the root.')
  return leaves
}

/** Each earlier checkpoint is signed by the log, and the log still begins with its tree. */
export async function checkEarlier({ files, manifest, keys }: Pack, leaves: Buffer): Promise<string> {
  const heads: { name: string; size: number; root: Buffer }[] = []
  for (const name of [...files.paths].filter((path) => path.startsWith('checkpoints/'))) {
    const head = openCheckpoint(await textOf(files, name), manifest.origin, keys.log)
    must(String(head.size) === name.slice('checkpoints/'.length), `${name} is of ${head.size} entries.`)
    must(head.size <= manifest.treeSize, `${name} is newer than the pack.`)
    heads.push({ name, ...head })
  }
  const sizes = heads.map(({ size }) => size)
  const roots = rootsOf(leaves, sizes)
  const other = heads.find(({ size, root }) => !same(roots.get(size) as Buffer, root))
  must(!other, `The log of ${other?.name} had another past.`)
  return `the log continues each of ${heads.length}`
}

/** Every event of the manifest is there, and no other. */
export async function checkComplete({ files, manifest }: Pack): Promise<string> {
  const expected = new Set(indexesOf(manifest).map(String))
  for (const index of expected) must(files.paths.has(eventPath(index)), `Event ${index} was dropped.`)
  const ofEvent = (name: string) => name.startsWith('evidence/') || name.startsWith('proofs/')
  const added = [...files.paths].find((name) => ofEvent(name) && !expected.has(eventIn(name) ?? ''))
  must(!added, `${added} was added.`)
  if (manifest.complete) must(expected.size === manifest.treeSize, 'The pack says it is complete and is not.')
  return `${expected.size} events, none missing and none added`
}

/** What the events say, in the order of the log, when each is signed, in its place, and proven. */
export async function readEvents(pack: Pack, leaves: Buffer): Promise<unknown[]> {
  const predicates: unknown[] = []
  for (const index of indexesOf(pack.manifest)) {
    const name = eventPath(String(index))
    try {
      const bundle = JSON.parse(await textOf(pack.files, name)) as Bundle
      predicates.push(openEvent(pack, bundle, index, leaves))
      const proof = await textOf(pack.files, `proofs/${index}.tlog-proof`)
      must(proof === proofText(bundle), 'Its .tlog-proof is another proof.')
    } catch (error) {
      throw new Broken(`${name}: ${(error as Error).message}`)
    }
  }
  return predicates
}

/** `timeline.jsonl` says of each event what its signed statement says. */
export async function checkTimeline({ files }: Pack, events: unknown[]): Promise<string> {
  const lines = (await textOf(files, 'timeline.jsonl')).split('\n').slice(0, -1)
  must(lines.length === events.length, `It has ${lines.length} lines for ${events.length} events.`)
  const wrong = events.findIndex((event, at) => JSON.stringify(event) !== lines[at])
  must(wrong < 0, `Line ${wrong + 1} is not what the event says.`)
  return 'every line is what the signed event says'
}

/** The log is signed with this key, or events are, and none with a signing key that is not among those given. */
export function checkGivenKey({ keys }: Pack, given: string, all: readonly string[]): string {
  const key = parseKey(given)
  const isLog = key.asymmetricKeyType === 'ed25519'
  const held = isLog ? [keys.log] : [...keys.signing.values()]
  const match = held.some((candidate) => same(spki(candidate), spki(key)))
  must(match, `The pack was ${isLog ? 'logged' : 'signed'} with another key than the one given.`)
  if (isLog) return 'the log is signed with it'
  const known = all.map((text) => spki(parseKey(text)))
  const others = held.filter((candidate) => !known.some((one) => same(one, spki(candidate))))
  must(!others.length, 'The pack was also signed with keys that were not given.')
  return 'the events are signed with it'
}

/** The log in the pack continues the checkpoint that somebody kept. */
export function checkGivenCheckpoint({ manifest, keys }: Pack, given: string, leaves: Buffer): string {
  const head = openCheckpoint(given, manifest.origin, keys.log)
  must(head.size <= manifest.treeSize, `It has ${head.size} entries and the pack ${manifest.treeSize}: rolled back.`)
  must(same(rootOf(leaves, head.size), head.root), 'The log in the pack had another past than the one given.')
  return `the log in the pack continues it, from ${head.size} to ${manifest.treeSize} entries`
}

/** What event `index` says, once signature, leaf, place and proof are found right. */
function openEvent({ manifest, keys }: Pack, bundle: Bundle, index: number, leaves: Buffer): unknown {
  const payload = openEnvelope(bundle, keys.signing)
  const [entry] = bundle.verificationMaterial.tlogEntries
  must(entry, 'It has no entry in the log.')
  const body = unbase64(entry.canonicalizedBody)
  const { dsseV002 } = (JSON.parse(body.toString()) as RekorEntry).spec
  const [signature] = dsseV002.signatures
  must(same(unbase64(dsseV002.payloadHash.digest), sha256(payload)), 'The log entry is of another event.')
  must(signature?.content === bundle.dsseEnvelope.signatures[0]?.sig, 'The log entry is of another signature.')
  const signer = sha256(unbase64(signature?.verifier.publicKey.rawBytes ?? '')).toString('hex')
  must(signer === bundle.verificationMaterial.publicKey.hint, 'The log entry is of another key.')
  const hashed = leafHash(body)
  const logged = leaves.subarray(index * HASH, (index + 1) * HASH)
  must(same(hashed, logged), `Entry ${index} of the log is another event.`)
  const proof = entry.inclusionProof
  must(
    proof.logIndex === String(index) && proof.treeSize === String(manifest.treeSize),
    'The proof is of another place.',
  )
  const root = proofRoot(hashed, index, manifest.treeSize, proof.hashes.map(unbase64))
  must(root && same(root, unbase64(manifest.root)), 'The proof does not lead to the root.')
  const { predicateType, predicate } = JSON.parse(payload.toString()) as EventStatement
  must(predicateType === `${ATTESTATION}${predicate.kind}/v1`, `It is a ${predicateType}, not an event.`)
  must(manifest.origin.endsWith(`/${predicate.tenant.id}`), 'It is of another tenant.')
  const until = keys.until.get(signer)
  must(!until || Date.parse(predicate.at) <= Date.parse(until), `It is later than ${until}, when its key ended.`)
  return predicate
}

type EventStatement = { predicateType: string; predicate: { kind: string; at: string; tenant: { id: string } } }
type RekorEntry = {
  spec: {
    dsseV002: {
      payloadHash: { digest: string }
      signatures: { content: string; verifier: { publicKey: { rawBytes: string } } }[]
    }
  }
}

/** The entries a manifest lists. */
function indexesOf({ indexes }: PackManifest): number[] {
  return indexes.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
}

function eventPath(index: string): string {
  return `evidence/${index}.sigstore.json`
}

/** The proof of a bundle in the form of c2sp.org/tlog-proof@v1. */
function proofText({ verificationMaterial: { tlogEntries } }: Bundle): string {
  const proof = tlogEntries[0]?.inclusionProof
  return [
    'c2sp.org/tlog-proof@v1',
    `index ${proof?.logIndex}`,
    ...(proof?.hashes ?? []),
    '',
    proof?.checkpoint.envelope,
  ].join('\n')
}

/** The index of the event that a file is of; undefined for a name no export gives. */
function eventIn(name: string): string | undefined {
  const [, , index] = /^(evidence|proofs)\/(0|[1-9]\d*)\.(sigstore\.json|tlog-proof)$/.exec(name) ?? []
  return index
}

async function readFrom(files: PackFiles, name: string): Promise<Uint8Array> {
  must(files.paths.has(name), `${name} is missing.`)
  return files.read(name)
}

async function textOf(files: PackFiles, name: string): Promise<string> {
  return Buffer.from(await readFrom(files, name)).toString('utf8')
}
