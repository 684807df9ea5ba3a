import type { Tx } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import type { AgentActor } from './agent-actor.ts'
import type { SpoolEntry } from './schema.ts'

/** Writes down that an agent had been away and what it then handed in; nothing when nothing had waited. */
export async function recordDrained(
  tx: Tx,
  agent: AgentActor,
  { seq, body }: Extract<SpoolEntry, { kind: 'portal.away' }>,
): Promise<void> {
  const { since, until, fromSeq, runs } = body
  if (fromSeq >= seq) return
  await appendEvidence(tx, {
    kind: 'agent.drained',
    actor: agent.acting,
    result: 'info',
    environmentId: agent.environmentId,
    ...(agent.runnerId ? { runnerId: agent.runnerId } : {}),
    agentId: agent.id,
    name: agent.name,
    fromSeq,
    toSeq: seq - 1,
    runs,
    awaySince: since,
    awayMs: Math.max(0, Date.parse(until) - Date.parse(since)),
  })
}
