import { onPremiseSupport } from '#lib/agents/on-premise-support.ts'
import { runSynthetic } from '#lib/agents/run-synthetic.ts'
import { systemActorOf } from '#lib/auth/system-actor-of.ts'
import { db } from '#lib/db/client.ts'
import { BareCountError } from '#lib/errors.ts'
import type { RunnerSpec } from '../../target.ts'
import type { ClassHost } from './class-host.ts'

/** Runners that an agent of the enterprise carries out on its own hosts: nothing is started here. */
export function openOnPremiseHost(): ClassHost {
  return {
    resource: 'on-premise',
    support: async () => ({ available: true, detail: 'By agents of the enterprise, on its own hosts.' }),
    start: () => undefined,
    stop: async () => undefined,
    prepare: refuseWithoutAgent,
    async invoke(spec, invocation, { signal, onLog }) {
      return runSynthetic(await systemActorOf(spec.tenantId, 'worker'), { spec, invocation, signal, onLog })
    },
    instances: () => 0,
    retire: async () => undefined,
  }
}

/** Throws `unavailable` when no agent is there that could take the work. */
async function refuseWithoutAgent(spec: RunnerSpec): Promise<void> {
  const support = await onPremiseSupport(db, spec)
  if (!support.available) throw new BareCountError('unavailable', support.reason, { remedy: support.remedy })
}
