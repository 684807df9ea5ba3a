import { execFile } from 'node:child_process'
import crypto from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import { promisify } from 'node:util'
import { homePath } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { absent, type ControlState, type IsolationReport, inForce } from '../../../isolation.ts'
import { newAccount } from './account.ts'
import { type Confinement, confinements } from './confinement.ts'
import { makeFolders, runtimeFolder } from './layout.ts'

type Observed = {
  uid?: number
  noNewPrivileges: boolean
  readsHostFile: boolean
  processes?: number
  reachesHost: boolean
  interfaces: number
  environment: string[]
}

/** What the confinement itself gives; the other walls depend on the runtime and its limits. */
export type Walls = Pick<
  IsolationReport,
  'separate_account' | 'no_new_privileges' | 'file_system' | 'process_tree' | 'network' | 'clean_environment'
>

export type ChosenConfinement = { confinement: Confinement; walls: Walls }

const PROBE_MS = 10_000
/** A pid namespace shows its init, the probe and what started it; a host shows many more. */
const OWN_PROCESSES = 4

let chosen: Promise<ChosenConfinement> | undefined

/** The strongest confinement this host allows, found by running a probe in each; asked once a process. */
export function chooseConfinement(): Promise<ChosenConfinement> {
  chosen ??= tryAll()
  return chosen
}

async function tryAll(): Promise<ChosenConfinement> {
  for (const confinement of confinements()) {
    try {
      const walls = await observe(confinement)
      log.info({ confinement: confinement.name, walls }, 'sandbox confinement chosen')
      return { confinement, walls }
    } catch (error) {
      log.debug({ confinement: confinement.name, err: error }, 'confinement not available')
    }
  }
  throw new Error('No process can be started on this host.')
}

/** Runs the probe in a sandbox of this kind. Throws when it does not start. */
export async function observe(confinement: Confinement): Promise<Walls> {
  const uid = confinement.choosesAccount ? newAccount() : undefined
  const folders = makeFolders(`probe-${crypto.randomBytes(4).toString('hex')}`, uid)
  const canary = homePath(`canary-${crypto.randomBytes(4).toString('hex')}`)
  fs.writeFileSync(canary, 'readable', { mode: 0o644 })
  const listener = net.createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  try {
    const plan = { folders, code: runtimeFolder, uid }
    const inside = confinement.inside(plan)
    const port = String((listener.address() as net.AddressInfo).port)
    const command = [inside.node, `${inside.runtime}/probe.mjs`, canary, port]
    const observed = await runProbe(confinement.wrap(plan, command))
    return wallsOf(observed)
  } finally {
    listener.close()
    fs.rmSync(canary, { force: true })
    fs.rmSync(folders.root, { recursive: true, force: true })
  }
}

async function runProbe([program = '', ...args]: string[]): Promise<Observed> {
  const env = {} as NodeJS.ProcessEnv
  const { stdout } = await promisify(execFile)(program, args, { env, timeout: PROBE_MS, killSignal: 'SIGKILL' })
  return JSON.parse(stdout) as Observed
}

/** What was seen from within, as walls. */
function wallsOf(seen: Observed): Walls {
  const wall = (stands: boolean, yes: string, no: string): ControlState => (stands ? inForce(yes) : absent(no))
  const ownAccount = seen.uid !== undefined && seen.uid !== process.getuid?.()
  const closedNetwork = !seen.reachesHost && seen.interfaces === 0
  return {
    separate_account: wall(ownAccount, `uid ${seen.uid}`, 'runs as the account of the worker'),
    no_new_privileges: wall(seen.noNewPrivileges, 'no_new_privs is set', 'not set on this host'),
    file_system: wall(
      !seen.readsHostFile,
      'a root of its own',
      'can see the files of the host that its account may read',
    ),
    process_tree: wall(
      seen.processes !== undefined && seen.processes <= OWN_PROCESSES,
      'a process namespace of its own',
      'can see the processes of the host',
    ),
    network: wall(closedNetwork, 'a network namespace of its own', 'shares the network of the host'),
    clean_environment: wall(
      seen.environment.every((name) => ['PWD', 'OLDPWD', '_', 'SHLVL', '__CF_USER_TEXT_ENCODING'].includes(name)),
      'nothing of the worker',
      `saw ${seen.environment.join(', ')}`,
    ),
  }
}
