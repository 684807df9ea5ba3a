import { type ChildProcessByStdio, spawn } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { newAccount, releaseAccount } from './account.ts'
import { type ChosenConfinement, chooseConfinement } from './choose-confinement.ts'
import type { SandboxProcess } from './confinement.ts'
import { type HostFolders, type InsidePaths, makeFolders } from './layout.ts'
import { killAccount, killTree, memoryOf, startOf, treeOf } from './process-tree.ts'
import { noteOwner } from './reap-sandboxes.ts'

export type SandboxExit = { code: number | null; signal: NodeJS.Signals | null }

/** A process shut in, with its folders. */
export type Sandbox = {
  id: string
  folders: HostFolders
  inside: InsidePaths
  chosen: ChosenConfinement
  stdout: Readable
  stderr: Readable
  exited: Promise<SandboxExit>
  /** KiB held now and at most so far. `look` finds processes that were started since the last look; it costs more. */
  memory(look?: 'look'): { now: number; peak: number }
  /** Ends the process and what it started; its folders stay until `end`. */
  kill(): void
  /** Ends everything in it and removes its folders; safe to call twice. */
  end(): Promise<void>
}

export type SandboxFolders = Pick<Sandbox, 'id' | 'folders' | 'inside' | 'chosen'> & { uid: number | undefined }

/** Makes the folders of a new sandbox and says where a process in it will find them. */
export async function prepareSandbox(code: string): Promise<SandboxFolders> {
  const chosen = await chooseConfinement()
  const uid = chosen.confinement.choosesAccount ? newAccount() : undefined
  const id = crypto.randomBytes(6).toString('hex')
  const folders = makeFolders(id, uid)
  return { id, uid, folders, chosen, inside: chosen.confinement.inside({ folders, code, uid }) }
}

/** Starts `command` (inside paths) with exactly `env`. */
export function startSandbox(prepared: SandboxFolders, { code, command, env, ...extras }: SandboxProcess): Sandbox {
  const { folders, uid, chosen } = prepared
  const [program = '', ...args] = chosen.confinement.wrap({ folders, code, uid, ...extras }, command)
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(program, args, {
    env: env as NodeJS.ProcessEnv,
    cwd: code,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const exited = new Promise<SandboxExit>((resolve) => {
    child.once('error', () => resolve({ code: 127, signal: null }))
    child.once('exit', (exitCode, signal) => resolve({ code: exitCode, signal }))
  })
  let running = child.pid !== undefined
  exited.then(() => {
    running = false
  })
  if (child.pid) noteOwner(folders.root, { pid: child.pid, start: startOf(child.pid) })
  let peak = 0
  let ended: Promise<void> | undefined
  let tree: number[] = []
  return {
    ...prepared,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    memory(look) {
      if (!running || !child.pid) return { now: 0, peak }
      if (look || tree.length === 0) tree = treeOf(child.pid)
      const seen = memoryOf(tree)
      peak = Math.max(peak, seen.peak)
      return { now: seen.now, peak }
    },
    kill() {
      if (running && child.pid) killTree(child.pid)
    },
    end() {
      ended ??= (async () => {
        if (running && child.pid) killTree(child.pid)
        await exited
        // In a process namespace nothing outlives its first process; without one, what detached itself would.
        if (uid !== undefined) killAccount(uid)
        fs.rmSync(folders.root, { recursive: true, force: true })
        releaseAccount(uid)
      })()
      return ended
    },
  }
}

/** A new folder for the output of one invocation, as the host and as the process see it. */
export function outputFolder(
  sandbox: Pick<Sandbox, 'folders' | 'inside'>,
  name: string,
): { host: string; inside: string } {
  const host = path.join(sandbox.folders.out, name)
  fs.mkdirSync(host, { mode: 0o700 })
  const owner = fs.statSync(sandbox.folders.out)
  if (owner.uid !== process.getuid?.()) fs.chownSync(host, owner.uid, owner.gid)
  return { host, inside: path.posix.join(sandbox.inside.out, name) }
}
