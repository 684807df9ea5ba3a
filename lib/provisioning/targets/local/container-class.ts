import { agentBundle } from '#lib/agents/agent-bundle.ts'
import { engineSupport } from '#lib/engines/engine-support.ts'
import { findEngine } from '#lib/engines/find-engine.ts'
import { BareCountError } from '#lib/errors.ts'
import type { Fleet } from '../../instances/instance-fleet.ts'
import type { ContainerSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'
import { imageCommand } from './instances/container-host.ts'
import { platformRuntime } from './instances/platform-runtime.ts'
import { pulledClass } from './pulled-class.ts'

/** Runs images as services: containers whose agents fetch the work. */
export const openContainerClass = (fleet: Fleet): ClassHost<ContainerSpec> => ({
  ...pulledClass<ContainerSpec>(fleet),
  resource: 'service',
  support: engineSupport,
  async prepare(spec) {
    await imageCommand(spec)
    const engine = await findEngine()
    if (!engine) {
      const support = await engineSupport()
      const detail = support.available ? {} : { remedy: support.remedy }
      throw new BareCountError('unsupported', 'No container engine answers on this host.', detail)
    }
    await engine.load(spec.artifactDigest)
    await platformRuntime(await agentBundle())
  },
})
