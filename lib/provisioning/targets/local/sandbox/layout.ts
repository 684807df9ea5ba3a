import fs from 'node:fs'
import path from 'node:path'
import { env, homePath } from '#lib/env.ts'
import { checkSocketPath } from '../listen-on-socket.ts'

/** The folders of one sandbox as the host sees them. */
export type HostFolders = {
  root: string
  /** Unix sockets that lead out: Runtime API and egress. */
  sockets: string
  tmp: string
  out: string
}

/** Where a process in the sandbox finds its things. Without a mount namespace these are the host's own paths. */
export type InsidePaths = { node: string; runtime: string; code: string; sockets: string; tmp: string; out: string }

/** Folder of the runtimes this product brings. The bundled web process has no such place, and starts no function. */
export const runtimeFolder = env.BARECOUNT_NODE_RUNTIME ?? path.join(import.meta.dirname ?? '', '..', 'node-runtime')

/** Where sandboxes live; one folder each. */
export const sandboxesFolder = (): string => homePath('sandboxes')

/** Makes the folders of sandbox `id`, writable by `uid` when given. */
export function makeFolders(id: string, uid: number | undefined): HostFolders {
  const root = path.join(sandboxesFolder(), id)
  const folders = { root, sockets: path.join(root, 's'), tmp: path.join(root, 'tmp'), out: path.join(root, 'out') }
  checkSocketPath(path.join(folders.sockets, 'egress'))
  // Other accounts may walk through but not list.
  fs.mkdirSync(sandboxesFolder(), { recursive: true, mode: 0o711 })
  fs.mkdirSync(root, { mode: 0o711 })
  fs.mkdirSync(folders.sockets, { mode: 0o711 })
  for (const own of [folders.tmp, folders.out]) {
    fs.mkdirSync(own, { mode: 0o700 })
    if (uid !== undefined) fs.chownSync(own, uid, uid)
  }
  return folders
}
