import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { DedicatedSpec } from '../../../target.ts'
import { newAccount, releaseAccount } from '../sandbox/account.ts'
import { killAccount, killTree, memoryOf, startOf, treeOf } from '../sandbox/process-tree.ts'
import { agentEnvironment } from './agent-environment.ts'
import { writeEnrolment } from './enrolment-file.ts'
import { followFile } from './follow-file.ts'
import { AGENT_MOUNT, hostCommand, hostInside, makeOwnFolders, SOURCE_MOUNT } from './host-command.ts'
import { hostIsolation } from './host-walls.ts'
import { instanceFolder, makeInstanceFolder, removeInstanceFolder, sweepInstanceFolders } from './instance-folder.ts'
import type { InstanceHost } from './instance-host.ts'
import { unpackRootfs } from './unpack-rootfs.ts'

/** How long the first process may take to give up its account before its walls are looked at. */
const SETTLE_MS = 2000

/** How long a process that was killed may take to be gone. */
const GONE_MS = 5000

/** Starts instances as hosts of their own: a golden image in namespaces, which outlive the worker that started them. */
export const hostHost: InstanceHost<DedicatedSpec> = {
  kind: 'host',

  async start({ id, spec, enrolment }) {
    const rootfs = await unpackRootfs(spec.artifactDigest)
    const folder = makeInstanceFolder(id)
    writeEnrolment(folder, enrolment)
    const account = process.getuid?.() === 0 ? newAccount() : undefined
    makeOwnFolders({ id, rootfs, account })
    const command = [`${AGENT_MOUNT}/node`, `${AGENT_MOUNT}/start.mjs`, String(account ?? 0)]
    const [program = '', ...args] = hostCommand({ id, rootfs, account, command })
    const log = fs.openSync(path.join(folder.root, 'log'), 'a', 0o600)
    const child = spawn(program, args, {
      env: hostEnvironment(id, spec) as NodeJS.ProcessEnv,
      // A file and not a pipe: it must be able to write when this worker is gone.
      stdio: ['ignore', log, log],
      detached: true,
    })
    fs.closeSync(log)
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    const pid = child.pid as number
    child.once('exit', () => releaseAccount(account))
    writeNote(id, { members: [pid].map(asMember), account })
    await settled(pid, account)
    // What shuts it in could be killed alone: all that it began with is known by name.
    writeNote(id, { members: treeOf(pid).map(asMember), account })
    return { handle: `${pid} ${startOf(pid) ?? ''}`, isolation: hostIsolation(pid, spec) }
  },

  follow: (id, _handle, say, { signal, since }) =>
    followFile(path.join(instanceFolder(id).root, 'log'), say, { signal, fromEnd: since !== undefined }),

  async look(id, handle, spec) {
    const pid = pidOf(handle)
    if (pid === undefined)
      return fs.existsSync(instanceFolder(id).root)
        ? { state: 'ended', reason: 'It ended by itself.' }
        : { state: 'gone' }
    if (memoryOf(treeOf(pid)).now <= spec.memoryMib * 1024) return { state: 'running' }
    killTree(pid)
    return { state: 'ended', reason: `It took more than its ${spec.memoryMib} MiB of memory.` }
  },

  async stop(_id, handle, graceSeconds) {
    const end = Date.now() + graceSeconds * 1000
    const pid = pidOf(handle)
    if (pid === undefined) return
    // The agent, not what shuts it in: that would end at once and take the agent with it.
    const agent = treeOf(pid).find((one) => /start\.mjs/.test(commandOf(one)) && !/bwrap/.test(commandOf(one)))
    if (agent !== undefined) signal(agent, 'SIGTERM')
    while (pidOf(handle) !== undefined && Date.now() < end) await pause(50)
    if (pidOf(handle) !== undefined) killTree(pid)
  },

  async end(id) {
    await endNoted(readNote(id))
  },

  async remove(id) {
    await hostHost.end(id)
    removeInstanceFolder(id)
  },

  async sweep(alive) {
    return sweepInstanceFolders(alive, (root) => endNoted(parseNote(path.join(root, 'host.json'))))
  },
}

function hostEnvironment(id: string, spec: DedicatedSpec): Record<string, string> {
  const command = [path.posix.join(SOURCE_MOUNT, spec.entry)]
  const { onLaunch, onTerminate } = spec.lifecycle
  const script = (name: string | undefined) => name && path.posix.join(SOURCE_MOUNT, name)
  const hooks = {
    BARECOUNT_AGENT_BOOTSTRAP: script(spec.bootstrap),
    BARECOUNT_AGENT_ON_LAUNCH: script(onLaunch),
    BARECOUNT_AGENT_ON_TERMINATE: script(onTerminate),
    BARECOUNT_AGENT_CHECKS: JSON.stringify({
      drivers: spec.drivers,
      routes: spec.egressAllow.filter((route) => !route.startsWith('*')),
    }),
  }
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: hostInside.home,
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...agentEnvironment({ id, spec }, hostInside, { mode: 'exec', command, capacity: 1 }),
    ...Object.fromEntries(Object.entries(hooks).filter(([, value]) => value !== undefined)),
  } as Record<string, string>
}

type Member = { pid: number; start: string | undefined }
type Note = { members: Member[]; account: number | undefined }

const asMember = (pid: number): Member => ({ pid, start: startOf(pid) })

function writeNote(id: string, note: Note): void {
  const file = path.join(instanceFolder(id).root, 'host.json')
  fs.writeFileSync(`${file}.new`, JSON.stringify(note), { mode: 0o600 })
  fs.renameSync(`${file}.new`, file)
}

const readNote = (id: string) => parseNote(path.join(instanceFolder(id).root, 'host.json'))

function parseNote(file: string): Note | undefined {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Note) : undefined
}

/** Ends what a note names, with all it started, and waits until it is gone: its folders are in use until then. */
async function endNoted(note: Note | undefined): Promise<void> {
  if (!note) return
  const living = () => note.members.filter(({ pid, start }) => start !== undefined && startOf(pid) === start)
  for (const { pid } of living()) killTree(pid)
  if (note.account !== undefined) killAccount(note.account)
  for (const end = Date.now() + GONE_MS; living().length && Date.now() < end; ) await pause(10)
}

/** The pid of a handle whose process still lives; a pid alone may have been given to another since. */
function pidOf(handle: string): number | undefined {
  const [pid, start] = handle.split(' ')
  const now = startOf(Number(pid))
  return now !== undefined && now === start ? Number(pid) : undefined
}

const commandOf = (pid: number) => {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // gone already
  }
}

/** Until what runs inside has given its account up, or the time is over: the walls are then what they will be. */
async function settled(pid: number, account: number | undefined): Promise<void> {
  const end = Date.now() + SETTLE_MS
  const given = () => treeOf(pid).some((one) => fs.statSync(`/proc/${one}`, { throwIfNoEntry: false })?.uid === account)
  while (account !== undefined && !given() && Date.now() < end) await pause(20)
}
