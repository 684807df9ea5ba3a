import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import type { Runner } from '../db/generated/client.ts'
import { BareCountError } from '../errors.ts'

export type RunGate =
  | { allowed: true; policyVersion?: number; decisionId?: string }
  | { allowed: false; reason: string; remedy?: string; policyVersion?: number; decisionId?: string }

/** Asks whether this runner may run now. Throws `invalid_state` when it takes no work at all. */
export async function gateRun(_tx: Tx, _actor: Actor, runner: Runner): Promise<RunGate> {
  if (runner.status === 'active') return { allowed: true }
  const why = {
    provisioning: 'is still being deployed',
    smoke_failed: 'failed its smoke test',
    destroyed: 'was destroyed',
  }
  throw new BareCountError('invalid_state', `${runner.name} ${why[runner.status]}.`, {
    remedy: 'Deploy its manifest; a run can start once the deployment has succeeded.',
  })
}
