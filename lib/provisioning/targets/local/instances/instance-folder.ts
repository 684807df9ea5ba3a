import crypto from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { homePath } from '#lib/env.ts'
import { checkSocketPath } from '../listen-on-socket.ts'

/** The folders of one instance as this host sees them. */
export type InstanceFolder = {
  root: string
  /** Sockets that lead out, and the enrolment; read-only inside. */
  run: string
  /** The agent's own: its key, its spool, what runs write. */
  home: string
}

const store = () => homePath('instances')

/** The end of an id is random and short enough for a socket's path. */
const nameOf = (instanceId: string) => instanceId.slice(-12).toLowerCase()

/** Where an instance's folders are, whether they exist or not. */
export function instanceFolder(instanceId: string): InstanceFolder {
  const root = path.join(store(), nameOf(instanceId))
  return { root, run: path.join(root, 'r'), home: path.join(root, 'h') }
}

/** Makes them. `home` is open to every account, since an image runs as whoever it likes; only its mount leads there. */
export function makeInstanceFolder(instanceId: string): InstanceFolder {
  const folder = instanceFolder(instanceId)
  checkSocketPath(path.join(folder.run, 'portal'))
  fs.mkdirSync(folder.root, { recursive: true, mode: 0o700 })
  fs.mkdirSync(folder.run, { recursive: true, mode: 0o755 })
  fs.mkdirSync(folder.home, { recursive: true })
  fs.chmodSync(folder.home, 0o777)
  return folder
}

/** Removes them, with what runs wrote and nobody handed in. */
export function removeInstanceFolder(instanceId: string): void {
  fs.rmSync(instanceFolder(instanceId).root, { recursive: true, force: true, maxRetries: 3 })
}

/** Removes the folders of all instances but these; `before` is called with each folder first. Returns how many. */
export async function sweepInstanceFolders(
  alive: Iterable<string>,
  before: (root: string) => Promise<void>,
): Promise<number> {
  const kept = new Set([...alive].map(nameOf))
  const names = fs.existsSync(store()) ? fs.readdirSync(store()) : []
  const left = names.filter((name) => !kept.has(name)).map((name) => path.join(store(), name))
  for (const root of left) {
    await before(root)
    fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 })
  }
  return left.length
}

/** Names this machine and home: only a worker of the same can look after what runs here. */
export function homeId(): string {
  const home = fs.existsSync(homePath()) ? fs.realpathSync(homePath()) : homePath()
  return crypto.createHash('sha256').update(`${os.hostname()}\n${home}`).digest('hex').slice(0, 16)
}
