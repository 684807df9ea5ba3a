import type { JobShape } from '#lib/etl/plan-job.ts'
import { absent, type IsolationReport, inForce } from '../../../isolation.ts'
import type { EtlSpec } from '../../../target.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** Which walls stood around a job, as observed. */
export function isolationOf(spec: EtlSpec, shape: JobShape, sandbox: Sandbox): IsolationReport {
  const { walls } = sandbox.chosen
  const open = spec.egressAllow.length ? `only ${spec.egressAllow.join(', ')}, by a proxy` : 'no way out'
  const readable = process.platform === 'linux' || process.platform === 'darwin'
  return {
    ...walls,
    network: walls.network.state === 'absent' ? walls.network : inForce(open),
    node_permissions: absent('the engine is native code; it may open only the job’s own files'),
    memory_limit: readable
      ? inForce(`${shape.memoryMib} MiB, of which the engine plans with ${shape.engineMemoryMib}`)
      : absent('memory of processes cannot be read on this host'),
    time_limit: inForce(`${spec.timeoutMs / 1000} s, then the process is ended`),
  }
}
