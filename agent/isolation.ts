import type { IsolationReport } from '#lib/provisioning/isolation.ts'
import { absent, inForce } from '#lib/provisioning/isolation.ts'
import type { RunnerSpec } from '#lib/provisioning/target.ts'

export type Walls = Partial<IsolationReport>

/** The walls around a run, as the agent can tell: the limits it keeps, and what its host told it of itself. */
export function wallsOf(spec: RunnerSpec, told: Walls, memory: 'watched' | 'not watched'): Walls {
  return {
    time_limit: inForce(`${spec.timeoutMs / 1000} s, then its processes are ended`),
    memory_limit:
      memory === 'watched'
        ? inForce(`${spec.memoryMib} MiB for the run’s processes, looked at every 100 ms`)
        : absent('the agent does not watch it; its host may'),
    process_tree: absent('its processes see those of the agent’s host'),
    ...told,
  }
}
