// Verifies an evidence pack with nothing but Node: no network, no database, no packages. A pack carries this file and
// the two it imports as `verify.mjs`, so they check the log in their own words, not with the code that wrote it.
// Usage: node verify.mjs [FOLDER] [--key FILE]… [--checkpoint FILE]
import { realpathSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  checkCheckpoint,
  checkComplete,
  checkEarlier,
  checkFiles,
  checkGivenCheckpoint,
  checkGivenKey,
  checkSignature,
  checkTimeline,
  type PackFiles,
  type PackManifest,
  readEvents,
  readKeys,
  readManifest,
  readTree,
} from './pack-checks.ts'
import { must } from './proof-checks.ts'

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

const GIVEN_KEY = 'key given from outside'

/** Runs every check on a pack; one that fails does not keep the others from running. Throws nothing. */
export async function verifyPack(files: PackFiles, anchors: Anchors = {}): Promise<PackVerdict> {
  const checks: PackCheck[] = []
  const check = async <T>(name: string, work: () => Promise<T>, say: (found: T) => string): Promise<T | undefined> => {
    try {
      const found = await work()
      checks.push({ name, passed: true, detail: say(found) })
      return found
    } catch (error) {
      checks.push({ name, passed: false, detail: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }
  const asItIs = (detail: string) => detail

  const manifest = await check(
    'manifest',
    () => readManifest(files),
    ({ origin, treeSize }) => `of ${origin}, tree size ${treeSize}`,
  )
  if (!manifest) return verdict(checks, anchors, undefined)
  const keys = await check(
    'keys',
    () => readKeys(files, manifest.origin),
    ({ signing, logVkey }) => `signing ${[...signing.keys()].map((id) => id.slice(0, 12)).join(', ')}; log ${logVkey}`,
  )
  if (!keys) return verdict(checks, anchors, manifest)

  const pack = { files, manifest, keys }
  await check('pack signature', () => checkSignature(pack), asItIs)
  await check('files', () => checkFiles(pack), asItIs)
  await check('checkpoint', () => checkCheckpoint(pack), asItIs)
  const tree = await check(
    'tree',
    () => readTree(pack),
    () => 'the root over all leaf hashes, computed anew, is the one signed',
  )
  await check('earlier checkpoints', async () => checkEarlier(pack, found(tree, 'tree')), asItIs)
  await check('events complete', () => checkComplete(pack), asItIs)
  const events = await check(
    'events',
    async () => readEvents(pack, found(tree, 'tree')),
    () => 'each signature, each leaf in its place and each proof to the root',
  )
  await check('timeline', async () => checkTimeline(pack, found(events, 'events')), asItIs)
  const given = anchors.keys ?? []
  for (const key of given) await check(GIVEN_KEY, async () => checkGivenKey(pack, key, given), asItIs)
  const { checkpoint } = anchors
  if (checkpoint) {
    const work = async () => checkGivenCheckpoint(pack, checkpoint, found(tree, 'tree'))
    await check('checkpoint given from outside', work, asItIs)
  }
  return verdict(checks, anchors, manifest)
}

/** What an earlier check found; without it there is nothing to compare with. */
function found<T>(value: T | undefined, what: string): T {
  must(value !== undefined, `There is nothing to compare with: ${what} could not be read.`)
  return value
}

function verdict(checks: PackCheck[], anchors: Anchors, manifest: PackManifest | undefined): PackVerdict {
  const ok = checks.every((check) => check.passed)
  const given = checks.filter((check) => check.passed && check.name === GIVEN_KEY)
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
    notProven.push('That no other event matches the filter of the export: the signed manifest says so, the log cannot.')
  return { ok, checks, proven: ok ? proven : [], notProven }
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
