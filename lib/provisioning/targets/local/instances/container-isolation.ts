import type { ContainerState } from '#lib/engines/engine.ts'
import { absent, type IsolationReport, inForce } from '../../../isolation.ts'
import type { ContainerSpec } from '../../../target.ts'
import { egressOf } from '../local-primitives.ts'

/** The walls of a container, as the engine keeps them and not as they were asked for. Pure. */
export function containerIsolation(state: ContainerState, spec: ContainerSpec): IsolationReport {
  const allow = egressOf(spec.profile, spec.egressAllow)
  const { memoryMib, vcpuMilli, pids } = state.limits
  const root = state.user === '' || /^(0|root)(:|$)/.test(state.user)
  const limits = [`${memoryMib} MiB`, `${vcpuMilli / 1000} vCPU`, `${pids} processes`].join(', ')
  return {
    separate_account: root
      ? absent('the image runs as root of its container, without any capability')
      : inForce(`${state.user} of the image, without any capability`),
    no_new_privileges: state.noNewPrivileges ? inForce('no_new_privs is set') : absent('not set by the engine'),
    file_system: inForce(state.readOnly ? 'the image, read-only; /tmp is its own' : 'the image and a layer of its own'),
    process_tree: inForce('a process namespace of its own'),
    network:
      state.network === 'none'
        ? inForce(allow.length ? `only ${allow.join(', ')}, by a proxy` : 'no way out')
        : absent(`on the engine’s network ${state.network}`),
    node_permissions: absent('an image is not bound to Node'),
    memory_limit: memoryMib > 0 ? inForce(`${limits}, by the kernel`) : absent('the engine keeps no limit'),
    time_limit: inForce(`${spec.timeoutMs / 1000} s a run, by the agent`),
    clean_environment: inForce('the image’s and the runner’s own variables'),
  }
}
