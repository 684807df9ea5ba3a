import type { InstanceHosts } from '../../../instances/instance-keeper.ts'
import { openContainerHost } from './container-host.ts'
import { hostHost } from './host-host.ts'
import type { InstanceHost } from './instance-host.ts'

/** What starts each kind of instance here. */
export const openInstanceHosts = (): InstanceHosts => ({
  container: openContainerHost() as InstanceHost,
  host: hostHost as InstanceHost,
})
