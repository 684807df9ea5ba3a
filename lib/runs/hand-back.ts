import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { aboutRun, type Subject } from './about-run.ts'
import { handBackRun } from './transitions.ts'

/** `died`: it is gone for good; `silent`: its lease lapsed; `given_back`: by itself, in order. */
export type HandedBack = 'died' | 'silent' | 'given_back'

/** Lets a run wait again that an attempt holds, with evidence of why. False when that attempt does not hold it any more. */
export async function handBack(
  tx: Tx,
  actor: Actor,
  subject: Subject,
  { why, ...holder }: ({ agentId: string } | { workerId: string }) & { why: HandedBack },
): Promise<boolean> {
  const { id, attempt } = subject.run
  if (!(await handBackRun(tx, { tenantId: actor.tenantId, id }, attempt, holder))) return false
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
