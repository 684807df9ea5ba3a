import crypto from 'node:crypto'
import fs from 'node:fs'
import fsp from 'node:fs/promises'
import path from 'node:path'
import { BareCountError } from '#lib/errors.ts'
import type { InvocationResult, RunnerSpec } from '../../target.ts'
import { storageRoot } from './local-primitives.ts'

/** What is kept beside the output of a token that took effect: enough to answer again without running again. */
export type Effect = Pick<
  InvocationResult,
  | 'result'
  | 'coldStart'
  | 'initMs'
  | 'durationMs'
  | 'maxMemoryMib'
  | 'isolation'
  | 'metrics'
  | 'logDigest'
  | 'outputFiles'
>

const EFFECT = 'effect.json'
const MAX_FILES = 10_000

/** A token may hold characters that a file system folds or forbids, so the folder is named by its digest. */
function effectFolder(spec: RunnerSpec, token: string): string {
  const name = crypto.createHash('sha256').update(token).digest('hex').slice(0, 40)
  return path.join(storageRoot(spec), 'runs', spec.runnerId, name)
}

/** The effect this token had on this runner already, or undefined. */
export function committedEffect(spec: RunnerSpec, token: string): Effect | undefined {
  const file = path.join(effectFolder(spec, token), EFFECT)
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Effect) : undefined
}

/** A file of a token's committed output. Throws when there is none. */
export function readOutput(spec: RunnerSpec, token: string, name: string): Buffer {
  return fs.readFileSync(path.join(effectFolder(spec, token), 'output', name))
}

/** Removes the effect of a synthetic run. */
export function forgetEffect(spec: RunnerSpec, token: string): void {
  fs.rmSync(effectFolder(spec, token), { recursive: true, force: true })
}

/**
 * Makes what an invocation wrote to `staged` its token's output, by one rename: all of it is there or none, and only
 * once. A second commit of the same token changes nothing and gets the first one's effect.
 * Throws `invalid_input` when the output holds anything but plain files and folders.
 */
export async function commitEffect(
  spec: RunnerSpec,
  token: string,
  staged: string,
  effect: Omit<Effect, 'outputFiles'>,
): Promise<{ effect: Effect; replayed: boolean }> {
  const folder = effectFolder(spec, token)
  const parent = path.dirname(folder)
  await fsp.mkdir(parent, { recursive: true, mode: 0o700 })
  const outputFiles = takeOver(staged)
  const draft = await fsp.mkdtemp(path.join(parent, '.draft-'))
  try {
    await fsp.rename(staged, path.join(draft, 'output'))
    const whole: Effect = { ...effect, outputFiles }
    await fsp.writeFile(path.join(draft, EFFECT), JSON.stringify(whole), { flag: 'wx', mode: 0o600, flush: true })
    await fsp.rename(draft, folder)
    await syncFolder(parent)
    return { effect: whole, replayed: false }
  } catch (error) {
    const first = committedEffect(spec, token)
    if (!first || !['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    await fsp.rm(draft, { recursive: true, force: true })
    return { effect: first, replayed: true }
  }
}

/** Makes everything below `root` the platform's own, and lists the files. */
function takeOver(root: string): string[] {
  const files: string[] = []
  const own = (name: string, mode: number) => {
    if (process.getuid?.() === 0) fs.lchownSync(name, 0, 0)
    fs.chmodSync(name, mode)
  }
  const walk = (folder: string) => {
    own(folder, 0o700)
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const name = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(name)
      else if (entry.isFile()) {
        own(name, 0o600)
        files.push(path.relative(root, name))
      } else throw refused(`${path.relative(root, name)} is neither a file nor a folder`)
      if (files.length > MAX_FILES) throw refused(`it has more than ${MAX_FILES} files`)
    }
  }
  walk(root)
  return files.sort()
}

const refused = (why: string) =>
  new BareCountError('invalid_input', `The output of the function was refused: ${why}.`, {
    remedy: 'Write plain files below BC_OUTPUT_DIR.',
  })

type Syncing = { now: Promise<void>; next?: Promise<void> }
const syncing = new Map<string, Syncing>()

/** Makes the names in a folder last. Those who ask while one sync is under way share the one after it. */
function syncFolder(folder: string): Promise<void> {
  const current = syncing.get(folder)
  if (current) {
    current.next ??= current.now.catch(() => undefined).then(() => begin(folder))
    return current.next
  }
  return begin(folder)
}

function begin(folder: string): Promise<void> {
  const mine: Syncing = { now: syncOnce(folder) }
  syncing.set(folder, mine)
  const done = () => {
    if (syncing.get(folder) === mine && !mine.next) syncing.delete(folder)
  }
  mine.now.then(done, done)
  return mine.now
}

async function syncOnce(folder: string): Promise<void> {
  const handle = await fsp.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
