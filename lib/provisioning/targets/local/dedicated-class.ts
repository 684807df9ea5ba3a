import { BareCountError } from '#lib/errors.ts'
import type { Fleet } from '../../instances/instance-fleet.ts'
import type { DedicatedSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'
import { hostSupport } from './instances/host-support.ts'
import { unpackRootfs } from './instances/unpack-rootfs.ts'
import { pulledClass } from './pulled-class.ts'

/** Starts hosts from golden images just in time; their agents fetch the work. */
export const openDedicatedClass = (fleet: Fleet): ClassHost<DedicatedSpec> => ({
  ...pulledClass<DedicatedSpec>(fleet),
  resource: 'launch_template',
  support: hostSupport,
  async prepare(spec) {
    const support = await hostSupport()
    if (!support.available) throw new BareCountError('unsupported', support.reason, { remedy: support.remedy })
    await unpackRootfs(spec.artifactDigest)
  },
})
