import fs from 'node:fs'
import path from 'node:path'
import { type HostFolders, type InsidePaths, runtimeFolder } from './layout.ts'

/** What goes into a sandbox: its folders, its code, the account it runs as where that can be chosen. */
export type SandboxPlan = { folders: HostFolders; code: string; uid: number | undefined } & SandboxExtras

/** What some sandboxes have beyond a function's. */
export type SandboxExtras = {
  /** Folders of the host that can be read inside, at `inside` where the sandbox has a root of its own. */
  readable?: ReadableFolder[]
  /** The largest file it may write; a function's scratch limit when left out. */
  maxFileBytes?: number
}
/** What to start in a sandbox: `command` in its own paths, with exactly `env`. */
export type SandboxProcess = { code: string; command: string[]; env: Record<string, string> } & SandboxExtras
export type ReadableFolder = { host: string; inside: string }

/** One way of shutting a process in. Which one this host allows is found out by trying. */
export type Confinement = {
  name: string
  /** Whether each sandbox gets an account of its own. */
  choosesAccount: boolean
  /** Whether it gives a root of its own, in which folders have other names. */
  ownRoot: boolean
  inside(plan: SandboxPlan): InsidePaths
  /** The whole command that runs `command` shut in. */
  wrap(plan: SandboxPlan, command: string[]): string[]
}

const BWRAP = '/usr/bin/bwrap'
const SETPRIV = '/usr/bin/setpriv'
const PRLIMIT = '/usr/bin/prlimit'

/** Lambda's own limit for the scratch folder. */
const MAX_FILE_BYTES = 512 * 1024 * 1024
/** Threads count too: a Node process has a dozen. */
const MAX_PROCESSES = 256

const namespaced: InsidePaths = {
  node: '/opt/node',
  runtime: '/opt/runtime',
  code: '/var/task',
  sockets: '/run/bc',
  tmp: '/tmp',
  out: '/out',
}

const onHost = ({ folders, code }: SandboxPlan): InsidePaths => ({
  node: process.execPath,
  runtime: runtimeFolder,
  code,
  sockets: folders.sockets,
  tmp: folders.tmp,
  out: folders.out,
})

/** A root of its own with only the system's libraries, own processes, and no network but its own loopback. */
function bubblewrap({ folders, code, readable = [] }: SandboxPlan, extra: string[]): string[] {
  const system = ['/bin', '/sbin', '/lib', '/lib64'].flatMap((name) => {
    const stat = fs.lstatSync(name, { throwIfNoEntry: false })
    if (!stat) return []
    return stat.isSymbolicLink() ? ['--symlink', fs.readlinkSync(name), name] : ['--ro-bind', name, name]
  })
  const mountPoints = ['/opt', '/var', '/run', '/etc'].flatMap((name) => ['--perms', '0755', '--dir', name])
  const unshared = ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try']
  return [
    ...[BWRAP, '--die-with-parent', '--new-session', ...unshared, ...extra],
    ...['--ro-bind', '/usr', '/usr', ...system, '--proc', '/proc', '--dev', '/dev', ...mountPoints],
    // Public certificates, so that TLS through the egress proxy can be checked.
    ...['--ro-bind-try', '/etc/ssl', '/etc/ssl', '--ro-bind-try', '/etc/ld.so.cache', '/etc/ld.so.cache'],
    ...['--ro-bind', process.execPath, namespaced.node, '--ro-bind', runtimeFolder, namespaced.runtime],
    ...['--ro-bind', code, namespaced.code, '--ro-bind', folders.sockets, namespaced.sockets],
    ...readable.flatMap(({ host, inside }) => [
      ...['--perms', '0755', '--dir', path.posix.dirname(inside)],
      ...['--ro-bind', host, inside],
    ]),
    ...['--bind', folders.tmp, namespaced.tmp, '--bind', folders.out, namespaced.out],
    ...['--chdir', namespaced.code, '--'],
  ]
}

const account = ({ uid, maxFileBytes = MAX_FILE_BYTES }: SandboxPlan) => [
  ...[PRLIMIT, '--core=0', `--fsize=${maxFileBytes}`, `--nproc=${MAX_PROCESSES}`, '--'],
  ...[SETPRIV, `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs', '--pdeathsig=KILL'],
  ...['--bounding-set=-all', '--inh-caps=-all', '--'],
]

/** Root makes the namespaces and gives its rights up inside: works wherever the host's folders are. */
const rootInside: Confinement = {
  name: 'bwrap, account given up inside',
  choosesAccount: true,
  ownRoot: true,
  inside: () => namespaced,
  wrap: (plan, command) => [...bubblewrap(plan, []), ...account(plan), ...command],
}

/** The account is given up first and makes a user namespace: for roots that may not mount. */
const rootOutside: Confinement = {
  name: 'bwrap in a user namespace, account given up outside',
  choosesAccount: true,
  ownRoot: true,
  inside: () => namespaced,
  wrap: (plan, command) => [...account(plan), ...bubblewrap(plan, ['--unshare-user']), ...command],
}

const userNamespace: Confinement = {
  name: 'bwrap in a user namespace',
  choosesAccount: false,
  ownRoot: true,
  inside: () => namespaced,
  wrap: (plan, command) => [...bubblewrap(plan, ['--unshare-user']), ...command],
}

const accountOnly: Confinement = {
  name: 'an account of its own',
  choosesAccount: true,
  ownRoot: false,
  inside: onHost,
  wrap: (plan, command) => [...account(plan), ...command],
}

const noNewPrivileges: Confinement = {
  name: 'no new privileges',
  choosesAccount: false,
  ownRoot: false,
  inside: onHost,
  wrap: (_plan, command) => [SETPRIV, '--no-new-privs', '--pdeathsig=KILL', '--', ...command],
}

const plain: Confinement = {
  name: 'a plain process',
  choosesAccount: false,
  ownRoot: false,
  inside: onHost,
  wrap: (_plan, command) => command,
}

/** The ways to try on this host, the strongest first; the last always works. */
export function confinements(): Confinement[] {
  if (process.platform !== 'linux') return [plain]
  return process.getuid?.() === 0
    ? [rootInside, rootOutside, accountOnly, plain]
    : [userNamespace, noNewPrivileges, plain]
}
