import fs from 'node:fs'
import { type HostFolders, type InsidePaths, runtimeFolder } from './layout.ts'

/** What goes into a sandbox: its folders, its code, the account it runs as where that can be chosen. */
export type SandboxPlan = { folders: HostFolders; code: string; uid: number | undefined }

/** One way of shutting a process in. Which one this host allows is found out by trying. */
export type Confinement = {
  name: string
  /** Whether each sandbox gets an account of its own. */
  choosesAccount: boolean
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
function bubblewrap({ folders, code }: SandboxPlan, extra: string[]): string[] {
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
    ...['--bind', folders.tmp, namespaced.tmp, '--bind', folders.out, namespaced.out],
    ...['--chdir', namespaced.code, '--'],
  ]
}

const account = (uid: number | undefined) => [
  ...[PRLIMIT, '--core=0', `--fsize=${MAX_FILE_BYTES}`, `--nproc=${MAX_PROCESSES}`, '--'],
  ...[SETPRIV, `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs', '--pdeathsig=KILL'],
  ...['--bounding-set=-all', '--inh-caps=-all', '--'],
]

/** Root makes the namespaces and gives its rights up inside: works wherever the host's folders are. */
const rootInside: Confinement = {
  name: 'bwrap, account given up inside',
  choosesAccount: true,
  inside: () => namespaced,
  wrap: (plan, command) => [...bubblewrap(plan, []), ...account(plan.uid), ...command],
}

/** The account is given up first and makes a user namespace: for roots that may not mount. */
const rootOutside: Confinement = {
  name: 'bwrap in a user namespace, account given up outside',
  choosesAccount: true,
  inside: () => namespaced,
  wrap: (plan, command) => [...account(plan.uid), ...bubblewrap(plan, ['--unshare-user']), ...command],
}

const userNamespace: Confinement = {
  name: 'bwrap in a user namespace',
  choosesAccount: false,
  inside: () => namespaced,
  wrap: (plan, command) => [...bubblewrap(plan, ['--unshare-user']), ...command],
}

const accountOnly: Confinement = {
  name: 'an account of its own',
  choosesAccount: true,
  inside: onHost,
  wrap: (plan, command) => [...account(plan.uid), ...command],
}

const noNewPrivileges: Confinement = {
  name: 'no new privileges',
  choosesAccount: false,
  inside: onHost,
  wrap: (_plan, command) => [SETPRIV, '--no-new-privs', '--pdeathsig=KILL', '--', ...command],
}

const plain: Confinement = {
  name: 'a plain process',
  choosesAccount: false,
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
