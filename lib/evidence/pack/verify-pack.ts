// Verifies an evidence pack with nothing but Node: no network, no database, no packages. A pack carries this file as
// `verify.mjs`, so it stands alone and checks the log in its own words, not with the code that wrote it.
// Usage: node verify.mjs [FOLDER] [--key FILE]… [--checkpoint FILE]
import type { KeyObject } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
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

/** What somebody has from another source than the pack: keys (PEM or note verifier keys) and a checkpoint. */
export type Anchors = { keys?: string[]; checkpoint?: string | undefined }

export type PackCheck = { name: string; passed: boolean; detail: string }

export type PackVerdict = {
  /** Every check passed. */
  ok: boolean
  checks: PackCheck[]
  proven: string[]
  notProven: string[]
}

type PackManifest = {
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
const FORMAT = 'https://barecount.io/formats/evidence-pack/v1'
const SELF_PROVING = /^(evidence|proofs|tile|checkpoints)\//

/** Runs every check on a pack; one that fails does not keep the others from running. Throws nothing. */
export async function verifyPack(files: PackFiles, anchors: Anchors = {}): Promise<PackVerdict> {
  const checks: PackCheck[] = []
  const check = async <T>(name: string, work: () => Promise<[T, string]>): Promise<T | undefined> => {
    try {
      const [value, detail] = await work()
      checks.push({ name, passed: true, detail })
      return value
    } catch (error) {
      checks.push({ name, passed: false, detail: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }
  const text = async (name: string) => Buffer.from(await readFrom(files, name)).toString('utf8')

  const manifest = await check('manifest', async () => {
    const read = JSON.parse(await text('manifest.json')) as PackManifest
    must(read.format === FORMAT, `The format is ${read.format}, which this verifier does not know.`)
    return [read, `${indexesOf(read.indexes).length} events of ${read.origin}, tree size ${read.treeSize}`]
  })
  if (!manifest) return verdict(checks, anchors, undefined)

  const keys = await check('keys', async () => {
    const found = await readKeys(files, manifest.origin)
    return [found, `signing ${[...found.signing.keys()].map((id) => id.slice(0, 12)).join(', ')}; log ${found.logVkey}`]
  })
  if (!keys) return verdict(checks, anchors, manifest)

  await check('pack signature', async () => {
    const bundle = JSON.parse(await text('manifest.json.sigstore.json')) as Bundle
    const statement = JSON.parse(openEnvelope(bundle, keys.signing).toString()) as {
      subject: { digest: { sha256: string } }[]
    }
    const digest = sha256(await readFrom(files, 'manifest.json')).toString('hex')
    must(statement.subject.length === 1, 'The signed statement is not about one file.')
    must(statement.subject[0]?.digest.sha256 === digest, 'The manifest is not the one that was signed.')
    return [true, `manifest.json is sha256:${digest.slice(0, 12)}…`]
  })
  await check('files', async () => {
    for (const [name, digest] of Object.entries(manifest.files)) {
      must(sha256(await readFrom(files, name)).toString('hex') === digest, `${name} was changed.`)
    }
    const known = new Set([...Object.keys(manifest.files), 'manifest.json', 'manifest.json.sigstore.json'])
    const added = [...files.paths].find((name) => !SELF_PROVING.test(name) && !known.has(name))
    must(!added, `${added} was added.`)
    return [true, `${Object.keys(manifest.files).length} files are as they were signed`]
  })
  await check('checkpoint', async () => {
    const head = openCheckpoint(await text('checkpoint'), manifest.origin, keys.log)
    must(head.size === manifest.treeSize, `It is of ${head.size} entries, the pack of ${manifest.treeSize}.`)
    must(same(head.root, unbase64(manifest.root)), 'Its root is not the root of the pack.')
    return [head, `${head.size} entries, root ${head.root.toString('base64')}`]
  })
  const leaves = await check('tree', async () => {
    const hashes = await readTree(files, manifest.treeSize)
    must(same(rootOf(hashes, manifest.treeSize), unbase64(manifest.root)), 'The tiles do not have the root.')
    return [hashes, 'the root over all leaf hashes, computed anew, is the one signed']
  })
  await check('earlier checkpoints', async () => {
    must(leaves, 'There is no tree to compare with.')
    const names = [...files.paths].filter((name) => name.startsWith('checkpoints/'))
    const heads: { name: string; size: number; root: Buffer }[] = []
    for (const name of names) {
      const head = openCheckpoint(await text(name), manifest.origin, keys.log)
      must(String(head.size) === name.slice('checkpoints/'.length), `${name} is of ${head.size} entries.`)
      must(head.size <= manifest.treeSize, `${name} is newer than the pack.`)
      heads.push({ name, ...head })
    }
    const roots = rootsOf(
      leaves,
      heads.map(({ size }) => size),
    )
    const other = heads.find(({ size, root }) => !same(roots.get(size) as Buffer, root))
    must(!other, `The log of ${other?.name} had another past.`)
    return [true, `the log continues each of ${names.length}`]
  })
  await check('events complete', async () => {
    const expected = new Set(indexesOf(manifest.indexes).map(String))
    for (const index of expected) must(files.paths.has(eventPath(index)), `Event ${index} was dropped.`)
    const ofEvent = (name: string) => name.startsWith('evidence/') || name.startsWith('proofs/')
    const added = [...files.paths].find((name) => ofEvent(name) && !expected.has(eventIn(name) ?? ''))
    must(!added, `${added} was added.`)
    if (manifest.complete) must(expected.size === manifest.treeSize, 'The pack says it is complete and is not.')
    return [true, `${expected.size} events, none missing and none added`]
  })
  const events = await check('events', async () => {
    must(leaves, 'There is no tree to compare with.')
    const predicates: unknown[] = []
    for (const index of indexesOf(manifest.indexes)) {
      const name = eventPath(String(index))
      try {
        const bundle = JSON.parse(await text(name)) as Bundle
        predicates.push(openEvent(bundle, index, leaves, manifest, keys.signing))
        must((await text(`proofs/${index}.tlog-proof`)) === proofText(bundle), 'Its .tlog-proof is another proof.')
      } catch (error) {
        throw new Broken(`${name}: ${(error as Error).message}`)
      }
    }
    return [predicates, 'each signature, each leaf in its place and each proof to the root']
  })
  await check('timeline', async () => {
    must(events, 'There are no events to compare with.')
    const lines = (await text('timeline.jsonl')).split('\n').slice(0, -1)
    must(lines.length === events.length, `It has ${lines.length} lines for ${events.length} events.`)
    const wrong = events.findIndex((event, at) => JSON.stringify(event) !== lines[at])
    must(wrong < 0, `Line ${wrong + 1} is not what the event says.`)
    return [true, 'every line is what the signed event says']
  })
  await checkAnchors(check, anchors, manifest, keys, leaves)
  return verdict(checks, anchors, manifest)
}

type Check = <T>(name: string, work: () => Promise<[T, string]>) => Promise<T | undefined>
type Keys = { signing: Map<string, KeyObject>; log: KeyObject; logVkey: string }

async function checkAnchors(
  check: Check,
  anchors: Anchors,
  manifest: PackManifest,
  keys: Keys,
  leaves: Buffer | undefined,
): Promise<void> {
  for (const given of anchors.keys ?? []) {
    await check('key given from outside', async () => {
      const key = parseKey(given)
      const isLog = key.asymmetricKeyType === 'ed25519'
      const held = isLog ? [keys.log] : [...keys.signing.values()]
      const match = held.some((candidate) => same(spki(candidate), spki(key)))
      must(match, `The pack was ${isLog ? 'logged' : 'signed'} with another key than the one given.`)
      if (!isLog) must(held.length === 1, 'The pack was also signed with keys that were not given.')
      return [true, isLog ? 'the log is signed with it' : 'the events are signed with it']
    })
  }
  const { checkpoint } = anchors
  if (!checkpoint) return
  await check('checkpoint given from outside', async () => {
    const head = openCheckpoint(checkpoint, manifest.origin, keys.log)
    must(head.size <= manifest.treeSize, `It has ${head.size} entries and the pack ${manifest.treeSize}: rolled back.`)
    must(leaves, 'There is no tree to compare with.')
    must(same(rootOf(leaves, head.size), head.root), 'The log in the pack had another past than the one given.')
    return [true, `the log in the pack continues it, from ${head.size} to ${manifest.treeSize} entries`]
  })
}

function verdict(checks: PackCheck[], anchors: Anchors, manifest: PackManifest | undefined): PackVerdict {
  const ok = checks.every((check) => check.passed)
  const given = checks.filter((check) => check.passed && check.name === 'key given from outside')
  const hasKey = (what: string) => given.some((check) => check.detail.startsWith(what))
  const proven = ['No event in the pack was changed, reordered, added or dropped since it was exported.']
  const notProven = ['That the installation wrote down all that happened, and that its clock was right.']
  const whose = ['That the keys are those of the installation: compare them, or give --key with', 'from elsewhere.']
  if (hasKey('the events')) proven.push('The events were signed with the key you gave.')
  else notProven.push(`${whose[0]} its signing key ${whose[1]}`)
  if (hasKey('the log')) proven.push('The log was signed with the key you gave.')
  else notProven.push(`${whose[0]} its log key ${whose[1]}`)
  if (anchors.checkpoint) proven.push('The log still begins as it did at the checkpoint you gave.')
  else notProven.push('That others were shown the same log, and that it was not rolled back: give --checkpoint.')
  if (manifest?.complete) proven.push(`All ${manifest.treeSize} entries of the log are in the pack.`)
  else
    notProven.push(
      'That no other event matches the filter of the export: the signed manifest says so, the log can not.',
    )
  return { ok, checks, proven: ok ? proven : [], notProven }
}

async function readKeys(files: PackFiles, origin: string): Promise<Keys> {
  const signing = new Map<string, KeyObject>()
  for (const name of [...files.paths].filter((file) => /^keys\/[0-9a-f]{64}\.pem$/.test(file))) {
    const key = parseKey(Buffer.from(await files.read(name)).toString())
    const id = sha256(spki(key)).toString('hex')
    must(name === `keys/${id}.pem`, `${name} holds the key ${id}: it was swapped.`)
    must(key.asymmetricKeyDetails?.namedCurve === 'prime256v1', `${name} is not a P-256 key.`)
    signing.set(id, key)
  }
  must(signing.size > 0, 'There is no signing key in the pack.')
  const logVkey = Buffer.from(await readFrom(files, 'keys/log.vkey'))
    .toString()
    .trim()
  const log = parseKey(logVkey)
  must(logVkey.startsWith(`${origin}+`), 'The log key is that of another log.')
  const root = JSON.parse(Buffer.from(await readFrom(files, 'trusted_root.json')).toString()) as {
    tlogs: { publicKey: { rawBytes: string } }[]
  }
  must(
    root.tlogs.length === 1 && same(unbase64(root.tlogs[0]?.publicKey.rawBytes ?? ''), spki(log)),
    'trusted_root.json and keys/log.vkey do not hold the same key.',
  )
  return { signing, log, logVkey }
}

/** What event `index` says, once signature, leaf, place and proof are found right. */
function openEvent(
  bundle: Bundle,
  index: number,
  leaves: Buffer,
  manifest: PackManifest,
  keys: Map<string, KeyObject>,
): unknown {
  const payload = openEnvelope(bundle, keys)
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
  return (JSON.parse(payload.toString()) as { predicate: unknown }).predicate
}

type RekorEntry = {
  spec: {
    dsseV002: {
      payloadHash: { digest: string }
      signatures: { content: string; verifier: { publicKey: { rawBytes: string } } }[]
    }
  }
}

/** All leaf hashes, from tiles whose upper levels are found to be the hashes of the lower ones. */
async function readTree(files: PackFiles, size: number): Promise<Buffer> {
  const levels: Buffer[] = []
  let read = 0
  for (let level = 0, nodes = size; nodes > 0; level++, nodes = Math.floor(nodes / WIDTH)) {
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
  return levels[0] ?? Buffer.alloc(0)
}

function indexesOf(ranges: [number, number][]): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => from + at))
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

/** The files under a folder. */
export async function folderFiles(folder: string): Promise<PackFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  return { paths: new Set(paths), read: (name) => readFile(path.join(folder, name)) }
}

/** A verdict as lines for people. */
export function describeVerdict({ ok, checks, proven, notProven }: PackVerdict): string {
  return [
    ...checks.map((check) => `${check.passed ? 'pass' : 'FAIL'}  ${check.name}: ${check.detail}`),
    '',
    ...proven.map((line) => `Proven: ${line}`),
    ...notProven.map((line) => `Not proven: ${line}`),
    '',
    ok ? 'The pack verifies.' : 'The pack does NOT verify.',
  ].join('\n')
}

async function main(args: string[]): Promise<void> {
  const anchors: { keys: string[]; checkpoint?: string } = { keys: [] }
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (args.length) {
    const arg = args.shift() as string
    if (arg === '--key') anchors.keys.push(await readFile(args.shift() ?? '', 'utf8'))
    else if (arg === '--checkpoint') anchors.checkpoint = await readFile(args.shift() ?? '', 'utf8')
    else folder = arg
  }
  const result = await verifyPack(await folderFiles(folder), anchors)
  console.log(describeVerdict(result))
  process.exitCode = result.ok ? 0 : 1
}

const [, script] = process.argv
if (script && import.meta.url === pathToFileURL(realpathSync(script)).href) await main(process.argv.slice(2))
