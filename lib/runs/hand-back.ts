import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { aboutRun, type Subject } from './about-run.ts'
import { handBackRun } from './transitions.ts'

/** Why a run waits again, and how its attempt says it; `drained` alone is no sign that the run may be the cause of it. */
export const handedBackReasons = {
  died: 'Who held it died.',
  silent: 'Who held it fell silent.',
  given_back: 'Who held it could not carry it out and gave it back.',
  drained: 'Who held it ended in order and gave it back.',
}
export type HandedBack = keyof typeof handedBackReasons

/** Lets a run wait again that an attempt holds, with evidence of why. False when that attempt does not hold it any more. */
export async function handBack(
  tx: Tx,
  actor: Actor,
  subject: Subject,
  { why, ...holder }: ({ agentId: string } | { workerId: string }) & { why: HandedBack },
): Promise<boolean> {
  const { id, attempt } = subject.run
  const [reason, drained] = [handedBackReasons[why], why === 'drained']
  if (!(await handBackRun(tx, { tenantId: actor.tenantId, id }, attempt, { holder, reason, drained }))) return false
  await appendEvidence(tx, {
    kind: 'run.handed_back',
    result: 'info',
    actor,
    ...aboutRun(subject),
    holder: 'agentId' in holder ? holder.agentId : holder.workerId,
    why,
  })
  return true
}
