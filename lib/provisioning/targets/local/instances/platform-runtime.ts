import { execFileSync } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { homePath } from '#lib/env.ts'

/** Where containers find the runtime folder. */
export const RUNTIME_MOUNT = '/.barecount'

let made: { bundle: string; folder: Promise<string> } | undefined

/**
 * A folder with all that an agent needs to run in any Linux image: node, the loader and libraries it is linked with, and
 * the agent. Made once for a version of these, and mounted read-only at `/.barecount`; the image brings nothing.
 */
export function platformRuntime(agentBundle: string): Promise<string> {
  if (made?.bundle !== agentBundle) made = { bundle: agentBundle, folder: make(agentBundle) }
  return made.folder
}

async function make(agentBundle: string): Promise<string> {
  const libraries = librariesOf(process.execPath)
  const sources = [agentBundle, ...Object.values(libraries)]
  const hash = crypto.createHash('sha256').update(process.version)
  for (const file of sources) hash.update(fs.readFileSync(file))
  const store = homePath('runtime')
  const folder = path.join(store, hash.digest('hex').slice(0, 16))
  if (fs.existsSync(folder)) return folder
  fs.mkdirSync(store, { recursive: true, mode: 0o711 })
  const draft = fs.mkdtempSync(path.join(store, '.'))
  try {
    for (const [name, file] of Object.entries(libraries)) place(file, path.join(draft, 'lib', name), 0o755)
    place(process.execPath, path.join(draft, 'node'), 0o755)
    place(agentBundle, path.join(draft, 'agent.mjs'), 0o644)
    // For scripts of an image with a shell; a command that begins with it is started without one.
    fs.mkdirSync(path.join(draft, 'bin'))
    const wrapper = `#!/bin/sh\nexec ${nodeCommand().join(' ')} "$@"\n`
    fs.writeFileSync(path.join(draft, 'bin', 'node'), wrapper, { mode: 0o755 })
    // Where an instance's own folders are mounted.
    for (const name of ['run', 'home']) fs.mkdirSync(path.join(draft, name))
    fs.chmodSync(draft, 0o755)
    fs.renameSync(draft, folder)
  } catch (error) {
    // Another process of this home was first.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    fs.rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

function place(from: string, to: string, mode: number): void {
  fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 })
  fs.copyFileSync(from, to, fs.constants.COPYFILE_FICLONE)
  fs.chmodSync(to, mode)
}

/** Name → file of what a program is linked with; its loader as `ld.so`. Throws where `ldd` cannot say. */
function librariesOf(program: string): Record<string, string> {
  const said = execFileSync('ldd', [program], { encoding: 'utf8' })
  const found: Record<string, string> = {}
  for (const line of said.split('\n')) {
    const [, name, file] = /^\s*(\S+) => (\/\S+)/.exec(line) ?? []
    if (name && file) found[name] = file
    const loader = /^\s*(\/\S*ld-\S+)/.exec(line)?.[1]
    if (loader) found['ld.so'] = loader
  }
  if (!found['ld.so']) throw new Error(`${program} has no loader that could be carried into an image.`)
  return found
}

/** What starts node from the runtime folder, in an image of whatever kind. Pure. */
export function nodeCommand(): string[] {
  return [`${RUNTIME_MOUNT}/lib/ld.so`, '--library-path', `${RUNTIME_MOUNT}/lib`, `${RUNTIME_MOUNT}/node`]
}

/**
 * The image's command as it can be started there: `/.barecount/bin/node` is a script, which an image without a shell
 * cannot run, so a command that begins with it becomes what the script would do. Pure.
 */
export function startable(command: readonly string[]): string[] {
  const [program, ...args] = command
  return program === `${RUNTIME_MOUNT}/bin/node` ? [...nodeCommand(), ...args] : [...command]
}
