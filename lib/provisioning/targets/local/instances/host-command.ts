import fs from 'node:fs'
import path from 'node:path'
import { findProgram } from '#lib/engines/find-program.ts'
import { instanceFolder } from './instance-folder.ts'

/** Where a host finds what is its own. */
export const hostInside = { run: '/run/barecount', home: '/home/runner' }
/** Where a golden image has its source. */
export const SOURCE_MOUNT = '/opt/runner'
/** Where it has its agent. */
export const AGENT_MOUNT = '/opt/barecount'

const MAX_PROCESSES = 1024
/** What a host may change, as a copy of its own that ends with it; the rest of its image is read-only. */
const ownFolders = ['etc', 'var', 'opt/runner']

export type HostPlan = { id: string; rootfs: string; account: number | undefined; command: string[] }

/** Copies what a host may change out of its golden image, as its own account's. */
export function makeOwnFolders({ id, rootfs, account }: Omit<HostPlan, 'command'>): void {
  const { root, home } = instanceFolder(id)
  for (const name of ownFolders) {
    const from = path.join(rootfs, name)
    const to = path.join(root, 'own', name)
    fs.mkdirSync(to, { recursive: true, mode: 0o755 })
    // A link would be followed on this host, not in the image.
    if (fs.lstatSync(from, { throwIfNoEntry: false })?.isDirectory())
      fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, mode: fs.constants.COPYFILE_FICLONE })
    if (account !== undefined) giveTo(to, account)
  }
  if (account !== undefined) fs.chownSync(home, account, account)
}

/** The whole command that starts a host: its own root, processes and loopback, and no capability it could keep. */
export function hostCommand({ id, rootfs, account, command }: HostPlan): string[] {
  const folder = instanceFolder(id)
  const own = ownFolders.flatMap((name) => ['--bind', path.join(folder.root, 'own', name), `/${name}`])
  const unshared = ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try']
  // Root keeps only what it takes to give itself up, which the first process inside does at once.
  const rights = account === undefined ? ['--unshare-user'] : ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID']
  return [
    ...(account === undefined ? [] : [need('prlimit'), '--core=0', `--nproc=${MAX_PROCESSES}`, '--']),
    ...[need('bwrap'), '--new-session', '--hostname', id.slice(-12).toLowerCase(), ...unshared],
    ...['--cap-drop', 'ALL', ...rights],
    ...['--ro-bind', rootfs, '/', ...own, '--proc', '/proc', '--dev', '/dev'],
    ...['--tmpfs', '/run', '--perms', '1777', '--tmpfs', '/tmp'],
    ...['--ro-bind', folder.run, hostInside.run, '--bind', folder.home, hostInside.home],
    ...['--chdir', SOURCE_MOUNT, '--', ...command],
  ]
}

function giveTo(name: string, account: number): void {
  fs.lchownSync(name, account, account)
  const stat = fs.lstatSync(name)
  if (!stat.isDirectory()) return
  for (const entry of fs.readdirSync(name)) giveTo(path.join(name, entry), account)
}

function need(program: string): string {
  const found = findProgram(program)
  if (!found) throw new Error(`${program} is not installed.`)
  return found
}
