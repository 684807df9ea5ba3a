import { setTimeout as pause } from 'node:timers/promises'
import { agentBundle } from '#lib/agents/agent-bundle.ts'
import { readImage } from '#lib/artifacts/oci/image.ts'
import type { ContainerState, Engine } from '#lib/engines/engine.ts'
import { findEngine } from '#lib/engines/find-engine.ts'
import { BareCountError } from '#lib/errors.ts'
import type { ContainerSpec } from '../../../target.ts'
import { sayLines } from '../log-intake.ts'
import { agentEnvironment } from './agent-environment.ts'
import { containerIsolation } from './container-isolation.ts'
import { writeEnrolment } from './enrolment-file.ts'
import { homeId, makeInstanceFolder, removeInstanceFolder } from './instance-folder.ts'
import type { InstanceHost } from './instance-host.ts'
import { nodeCommand, platformRuntime, RUNTIME_MOUNT, startable } from './platform-runtime.ts'

/** Room for the agent beside what the size gives the work. */
const AGENT_MIB = 128
const MAX_PROCESSES = 512
/** How soon a log that broke off is followed again. */
const AGAIN_MS = 1000

const labels = { instance: 'barecount.instance', home: 'barecount.home' }
const inside = { run: `${RUNTIME_MOUNT}/run`, home: `${RUNTIME_MOUNT}/home` }

/** Starts instances as containers, each with the agent in front of what its image starts. */
export const openContainerHost = (agent: () => Promise<string> = agentBundle): InstanceHost<ContainerSpec> => ({
  kind: 'container',

  async start({ id, spec, enrolment }) {
    const engine = await needEngine()
    const image = await engine.load(spec.artifactDigest)
    const runtime = await platformRuntime(await agent())
    const folder = makeInstanceFolder(id)
    writeEnrolment(folder, enrolment)
    const work = { mode: 'runtime_api' as const, command: await imageCommand(spec), capacity: spec.runsPerInstance }
    const handle = await engine.create({
      name: `barecount-${id.toLowerCase()}`,
      image,
      command: [...nodeCommand(), `${RUNTIME_MOUNT}/agent.mjs`],
      env: agentEnvironment({ id, spec }, inside, work),
      labels: { [labels.instance]: id, [labels.home]: homeId() },
      mounts: [
        { source: runtime, target: RUNTIME_MOUNT, readOnly: true },
        { source: folder.run, target: inside.run, readOnly: true },
        { source: folder.home, target: inside.home, readOnly: false },
      ],
      memoryMib: spec.memoryMib + AGENT_MIB,
      vcpuMilli: spec.vcpuMilli,
      pids: MAX_PROCESSES,
    })
    await engine.start(handle)
    const state = await engine.inspect(handle)
    if (!state) throw new BareCountError('unavailable', 'The container was gone right after its start.')
    return { handle, isolation: containerIsolation(state, spec) }
  },

  async follow(_id, handle, say, { signal, since }) {
    let from = since
    while (!signal.aborted) {
      const engine = await needEngine()
      const begun = new Date()
      const options = from ? { since: Math.floor(from.getTime() / 1000) } : {}
      await sayLines(await engine.logs(handle, { signal, ...options }), say)
      // The stream also ends when the engine does; the container may go on.
      if ((await engine.inspect(handle))?.state !== 'running') return
      from = begun
      await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined)
    }
  },

  async look(_id, handle, spec) {
    const state = await (await needEngine()).inspect(handle)
    if (!state) return { state: 'gone' }
    return state.state === 'exited' ? { state: 'ended', reason: whyEnded(state, spec) } : { state: 'running' }
  },

  async stop(_id, handle, graceSeconds) {
    await (await needEngine()).stop(handle, graceSeconds)
  },

  async end(id) {
    const engine = await findEngine()
    for (const found of (await engine?.list(labels.instance, id)) ?? []) await engine?.kill(found.id)
  },

  async remove(id) {
    const engine = await findEngine()
    for (const found of (await engine?.list(labels.instance, id)) ?? []) await engine?.remove(found.id)
    removeInstanceFolder(id)
  },

  async sweep(alive) {
    const engine = await findEngine()
    if (!engine) return 0
    const left = (await engine.list(labels.home, homeId())).filter(
      ({ labels: of }) => !alive.has(of[labels.instance] ?? ''),
    )
    for (const { id } of left) await engine.remove(id)
    return left.length
  },
})

async function needEngine(): Promise<Engine> {
  const engine = await findEngine()
  if (engine) return engine
  throw new BareCountError('unavailable', 'No container engine answers on this host any more.', {
    remedy: 'Start it again; the worker goes on by itself.',
  })
}

/** What the image itself starts, as its config says. Throws when it starts nothing. */
export async function imageCommand(spec: Pick<ContainerSpec, 'artifactDigest' | 'name'>): Promise<string[]> {
  const { config } = await readImage(spec.artifactDigest)
  const command = [...(config.config?.Entrypoint ?? []), ...(config.config?.Cmd ?? [])]
  if (command.length) return startable(command)
  throw new BareCountError('invalid_input', `The image of ${spec.name} has neither ENTRYPOINT nor CMD.`, {
    remedy: 'Say in its Dockerfile what it starts: a process that asks the Runtime API for work.',
  })
}

function whyEnded({ outOfMemory, exitCode = 0 }: ContainerState, spec: ContainerSpec): string {
  if (outOfMemory) return `It took more than its ${spec.memoryMib} MiB of memory.`
  return `It ended by itself with exit code ${exitCode}.`
}
