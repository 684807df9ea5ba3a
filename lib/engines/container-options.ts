import fs from 'node:fs'
import type { ContainerCreateOptions, ContainerInspectInfo } from 'dockerode'
import type { ContainerRequest, ContainerState, Engine } from './engine.ts'

const MIB = 1024 * 1024
const SCRATCH_MIB = 512
/** Podman's own service may run with less than this process has; `pids` is the limit that counts. */
const MOST_PROCESSES = 4096
/** What an engine keeps of a container's log by itself; the worker copies the lines as they come. */
const LOG_SIZE = '8m'

/** A container in the engine's words: shut in as far as an engine can, with nothing but its mounts to talk through. */
export function containerOptions(request: ContainerRequest, kind: Engine['kind']): ContainerCreateOptions {
  const [program = '', ...args] = request.command
  return {
    name: request.name,
    Image: request.image,
    Entrypoint: [program],
    Cmd: args,
    Env: Object.entries(request.env).map(([name, value]) => `${name}=${value}`),
    Labels: request.labels,
    // An image's own check would start processes that nobody looks at: the agent says whether it is healthy.
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      NetworkMode: 'none',
      CapDrop: ['ALL'],
      // Without label=disable, a host with SELinux would not let it talk to the worker's sockets.
      SecurityOpt: ['no-new-privileges', 'label=disable'],
      ReadonlyRootfs: true,
      Tmpfs: { '/tmp': `rw,nosuid,nodev,size=${SCRATCH_MIB}m,mode=1777` },
      Memory: request.memoryMib * MIB,
      // No swap beside it, else the limit would be twice as high.
      MemorySwap: request.memoryMib * MIB,
      NanoCpus: request.vcpuMilli * 1_000_000,
      PidsLimit: request.pids,
      Mounts: request.mounts.map(({ source, target, readOnly }) => ({
        Type: 'bind' as const,
        Source: source,
        Target: target,
        ReadOnly: readOnly,
      })),
      LogConfig:
        kind === 'docker' ? { Type: 'json-file', Config: { 'max-size': LOG_SIZE, 'max-file': '2' } } : undefined,
      ...(kind === 'podman' ? { Ulimits: ownUlimits() } : {}),
    },
  } as ContainerCreateOptions
}

/**
 * Podman raises these limits beyond what a service without CAP_SYS_RESOURCE may, and then starts nothing: so they are
 * named, as this process has them.
 */
function ownUlimits(): { Name: string; Soft: number; Hard: number }[] {
  const limits = fs.readFileSync('/proc/self/limits', 'utf8')
  const hard = (title: string) => Number(new RegExp(`^${title}\\s+\\S+\\s+(\\d+)`, 'm').exec(limits)?.[1] ?? 1024)
  return [
    { Name: 'nofile', hard: hard('Max open files') },
    { Name: 'nproc', hard: Math.min(MOST_PROCESSES, hard('Max processes')) },
  ].map(({ Name, hard: Hard }) => ({ Name, Soft: Hard, Hard }))
}

const states: Partial<Record<string, ContainerState['state']>> = {
  created: 'created',
  configured: 'created',
  running: 'running',
  paused: 'running',
  restarting: 'running',
}

/** What the engine keeps of a container, as facts. Pure. */
export function stateOf(found: ContainerInspectInfo): ContainerState {
  const { State: state, HostConfig: host, Config: config } = found
  const known = states[state.Status] ?? (state.Running ? 'running' : 'exited')
  return {
    id: found.Id,
    labels: config.Labels ?? {},
    state: known,
    ...(known === 'exited' ? { exitCode: state.ExitCode } : {}),
    outOfMemory: state.OOMKilled === true,
    limits: {
      memoryMib: Math.round((host.Memory ?? 0) / MIB),
      vcpuMilli: Math.round((host.NanoCpus || cpuShare(host)) / 1_000_000),
      pids: host.PidsLimit ?? 0,
    },
    user: config.User ?? '',
    noNewPrivileges: (host.SecurityOpt ?? []).some((option: string) => option.startsWith('no-new-privileges')),
    readOnly: host.ReadonlyRootfs === true,
    network: host.NetworkMode ?? '',
  }
}

/** Podman reports a quota over a period in place of the share that was asked for. */
function cpuShare({ CpuQuota: quota = 0, CpuPeriod: period = 0 }: { CpuQuota?: number; CpuPeriod?: number }): number {
  return period > 0 ? (quota / period) * 1e9 : 0
}
