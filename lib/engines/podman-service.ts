import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { homePath, toolEnvironment } from '../env.ts'
import { findProgram } from './find-program.ts'

const START_MS = 5_000
/** One that did not start is not tried again for so long: the question comes every few seconds. */
const RETRY_MS = 5 * 60_000
/** It ends by itself when nobody has asked it anything for so long: its worker was killed. */
const IDLE_SECONDS = 60

let running: { child: ChildProcess; socket: string } | undefined
let failedAt = Number.NEGATIVE_INFINITY

/**
 * A socket on which Podman answers, served by a child of this process; undefined where there is no Podman. Throws when
 * it does not start.
 */
export async function ownPodmanSocket(): Promise<string | undefined> {
  if (running && lives(running.child)) return running.socket
  const podman = findProgram('podman')
  if (!podman || process.platform !== 'linux' || Date.now() - failedAt < RETRY_MS) return undefined
  const folder = homePath('podman')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socket = path.join(folder, `${process.pid}.sock`)
  fs.rmSync(socket, { force: true })
  const child = spawn(podman, ['system', 'service', `--time=${IDLE_SECONDS}`, `unix://${socket}`], {
    stdio: 'ignore',
    // Who stops everything by signalling a group must not take the engine from the worker, which still has to end what it runs.
    detached: true,
    env: { ...toolEnvironment(), ...podmanSettings(folder) },
  })
  process.once('exit', () => child.kill())
  running = { child, socket }
  for (const end = Date.now() + START_MS; !fs.existsSync(socket); await pause(50)) {
    if (lives(child) && Date.now() < end) continue
    failedAt = Date.now()
    child.kill()
    throw new Error('podman system service did not open its socket')
  }
  return socket
}

const lives = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

/** Ends the service, if this process started one. */
export function stopPodmanService(signal: NodeJS.Signals = 'SIGTERM'): void {
  running?.child.kill(signal)
  if (running) fs.rmSync(running.socket, { force: true })
  running = undefined
}

/** The settings Podman needs here: where control groups are not those of version 2 alone, crun refuses to work and runc does not. */
export function podmanSettings(folder: string): Record<string, string> {
  if (fs.existsSync('/sys/fs/cgroup/cgroup.controllers') || !findProgram('runc')) return {}
  const file = path.join(folder, 'containers.conf')
  const ulimits = 'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]'
  const engine = 'runtime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"'
  fs.writeFileSync(file, `[containers]\n${ulimits}\n[engine]\n${engine}\n`, { mode: 0o600 })
  return { CONTAINERS_CONF: file }
}
