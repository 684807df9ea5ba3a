import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findProgram } from '#lib/engines/find-program.ts'
import type { ClassSupport } from '../../../class-support.ts'

const TRY_MS = 10_000
/** Asked with every heartbeat; what a host allows changes rarely. */
const ANSWER_MS = 60_000

let known: { at: number; answer: Promise<string | undefined> } | undefined

/** Why no host can be started here, found by starting one that does nothing; undefined when it can. */
export function noHosts(): Promise<string | undefined> {
  if (!known || Date.now() - known.at > ANSWER_MS) known = { at: Date.now(), answer: tryOne() }
  return known.answer
}

/** Whether this host can start hosts, and how to get there if not. */
export async function hostSupport(): Promise<ClassSupport> {
  const reason = await noHosts()
  if (reason) {
    const remedy = 'Run the worker on Linux with bubblewrap: apt install bubblewrap mmdebstrap.'
    return { available: false, reason, remedy }
  }
  const built = findProgram('mmdebstrap')
    ? ''
    : ' Without mmdebstrap only from a base of one’s own (oci:…): apt install mmdebstrap for debian:….'
  return { available: true, detail: `As hosts in namespaces of this machine.${built}` }
}

async function tryOne(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'Hosts are started in Linux namespaces, which this system has not.'
  const bwrap = findProgram('bwrap')
  if (!bwrap) return 'bubblewrap is not installed on the host of the worker.'
  const user = process.getuid?.() === 0 ? [] : ['--unshare-user']
  const spaces = ['--unshare-pid', '--unshare-net', '--unshare-ipc', '--unshare-uts', ...user]
  const args = [
    ...spaces,
    '--ro-bind',
    '/',
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--',
    findProgram('true') ?? 'true',
  ]
  return promisify(execFile)(bwrap, args, { timeout: TRY_MS }).then(
    () => undefined,
    (error: Error & { stderr?: string }) =>
      `This host lets no namespaces be made: ${(error.stderr || error.message).trim().split('\n').at(-1)}`,
  )
}
