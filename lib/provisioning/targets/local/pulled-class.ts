import { unsafeDb } from '#lib/db/client.ts'
import { BareCountError } from '#lib/errors.ts'
import type { Fleet } from '../../instances/instance-fleet.ts'
import { aliveStatuses } from '../../instances/instance-words.ts'
import { reconcileRunner } from '../../instances/reconcile-runner.ts'
import { smokeTestInstance } from '../../instances/smoke-test-instance.ts'
import type { PulledSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'

/** What the classes whose work is pulled have in common: the reconciler starts and ends their instances. */
export function pulledClass<S extends PulledSpec>(
  fleet: Fleet,
): Omit<ClassHost<S>, 'resource' | 'support' | 'prepare'> {
  return {
    async invoke(spec, invocation, options) {
      const present = fleet.present()
      if (!present) throw new BareCountError('internal', 'Only the worker starts instances.')
      if (invocation.builtin) return smokeTestInstance(present, spec, invocation, options)
      throw new BareCountError('unsupported', `The runs of ${spec.name} are fetched by its agents, not given to them.`)
    },
    // The id is unique over all tenants.
    instances: (runnerId) => unsafeDb.instance.count({ where: { runnerId, status: { in: [...aliveStatuses] } } }),
    async retire(runnerId) {
      const present = fleet.present()
      const where = {
        id: runnerId,
        runnerClass: { in: ['container', 'dedicated_compute'] as ('container' | 'dedicated_compute')[] },
      }
      const runner = present && (await unsafeDb.runner.findFirst({ where, select: { tenantId: true, id: true } }))
      if (!present || !runner) return
      for (const order of await reconcileRunner(runner, present.by)) void present.keeper.start(order)
    },
    start: () => undefined,
    stop: async () => undefined,
  }
}
