import fs from 'node:fs'
import { absent, type ControlState, type IsolationReport, inForce } from '../../../isolation.ts'
import type { DedicatedSpec } from '../../../target.ts'
import { egressOf } from '../local-primitives.ts'
import { treeOf } from '../sandbox/process-tree.ts'

/** How often a host's memory is looked at. */
const MEMORY_LOOK_MS = 1000

/** The walls of a host, as the kernel shows them of the process that started last in it. */
export function hostIsolation(pid: number, spec: DedicatedSpec): IsolationReport {
  const inner = treeOf(pid).at(-1) ?? pid
  const status = read(`/proc/${inner}/status`)
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(status)?.[1]
  const apart = (space: string) => {
    const theirs = link(`/proc/${inner}/ns/${space}`)
    return theirs !== undefined && theirs !== link(`/proc/self/ns/${space}`)
  }
  const wall = (stands: boolean, yes: string, no: string): ControlState => (stands ? inForce(yes) : absent(no))
  const allow = egressOf(spec.profile, spec.egressAllow)
  const uid = field('Uid')
  return {
    separate_account: wall(
      uid !== String(process.getuid?.()) && field('CapEff') === '0000000000000000',
      `uid ${uid}, without any capability`,
      'runs as the account of the worker',
    ),
    no_new_privileges: wall(field('NoNewPrivs') === '1', 'no_new_privs is set', 'not set on this host'),
    file_system: wall(
      apart('mnt'),
      'its golden image, of which /etc, /var and /tmp are its own',
      'sees the host’s files',
    ),
    process_tree: wall(apart('pid'), 'a process namespace of its own', 'can see the processes of the host'),
    network: wall(
      apart('net'),
      allow.length ? `only ${allow.join(', ')}, by a proxy` : 'no way out',
      'shares the network of the host',
    ),
    node_permissions: absent('a host is not bound to Node'),
    memory_limit: inForce(`${spec.memoryMib} MiB, looked at every ${MEMORY_LOOK_MS / 1000} s`),
    time_limit: inForce(`${spec.timeoutMs / 1000} s a run, by the agent`),
    clean_environment: inForce('the runner’s own variables'),
  }
}

const read = (file: string) => {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return '' // it ended meanwhile
  }
}

const link = (name: string) => {
  try {
    return fs.readlinkSync(name)
  } catch {
    return undefined // another account's, or gone
  }
}
