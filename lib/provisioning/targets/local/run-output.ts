import crypto from 'node:crypto'
import fs from 'node:fs'
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
export function commitEffect(
  spec: RunnerSpec,
  token: string,
  staged: string,
  effect: Omit<Effect, 'outputFiles'>,
): { effect: Effect; replayed: boolean } {
  const folder = effectFolder(spec, token)
  fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 })
  const outputFiles = takeOver(staged)
  const draft = fs.mkdtempSync(path.join(path.dirname(folder), '.draft-'))
  try {
    fs.renameSync(staged, path.join(draft, 'output'))
    const whole: Effect = { ...effect, outputFiles }
    writeSynced(path.join(draft, EFFECT), JSON.stringify(whole))
    fs.renameSync(draft, folder)
    syncFolder(path.dirname(folder))
    return { effect: whole, replayed: false }
  } catch (error) {
    const first = committedEffect(spec, token)
    if (!first || !['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    return { effect: first, replayed: true }
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
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

function writeSynced(file: string, text: string): void {
  const handle = fs.openSync(file, 'wx', 0o600)
  fs.writeFileSync(handle, text)
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}

function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, 'r')
  fs.fsyncSync(handle)
  fs.closeSync(handle)
}
