import { openInstanceFleet } from '../../instances/instance-fleet.ts'
import type { RunnerSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'
import { openContainerClass } from './container-class.ts'
import { openDedicatedClass } from './dedicated-class.ts'
import { openEtlHost } from './etl/etl-host.ts'
import { openInstanceHosts } from './instances/instance-hosts.ts'
import { openServerlessHost } from './serverless-host.ts'

type SpecOf<C> = Extract<RunnerSpec, { class: C }>

/** What runs each class here. */
export type Hosts = { [C in RunnerSpec['class']]: ClassHost<SpecOf<C>> }

/** One host a class; those whose work is pulled share what looks after their instances. */
export function openHosts(): Hosts {
  const fleet = openInstanceFleet({
    hosts: openInstanceHosts(),
    canStart: async (spec) => (await hosts[spec.class].support()).available,
  })
  const hosts: Hosts = {
    serverless: openServerlessHost(),
    container: {
      ...openContainerClass(fleet),
      start: (executorId) => void fleet.begin(executorId),
      stop: () => fleet.end(),
    },
    managed_etl: openEtlHost(),
    dedicated_compute: openDedicatedClass(fleet),
  }
  return hosts
}
