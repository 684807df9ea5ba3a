import { db, type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { AgentActor } from './agent-actor.ts'
import { recordDrained } from './record-drained.ts'
import type { SpoolEntry, SpoolInput, SpoolTaken } from './schema.ts'
import { entryDigest, GENESIS, isSignedBy } from './spool-entry.ts'
import { prepareFinish } from './take-finished.ts'
import { writeLogs } from './write-logs.ts'

type Place = { seq: number; head: string }
type LogEntry = Extract<SpoolEntry, { kind: 'run.log' }>

/**
 * Takes what an agent has in its spool, in order and each entry once: it must follow the last one taken by number and
 * by hash, and carry the agent's signature. What was taken before is passed over, so that an answer may get lost.
 * Throws `spool_refused` for a gap, a fork or a signature that does not match; `conflict` when two drain at once.
 */
export async function takeSpool(agent: AgentActor, { entries, lost }: SpoolInput): Promise<SpoolTaken> {
  let place = await placeOf(agent)
  const stale = new Set<string>()
  const fresh = newEntries(agent, entries, place)
  for (let at = 0; at < fresh.length; ) {
    const logs = logsFrom(fresh, at)
    const entry = fresh[at] as SpoolEntry
    const last = logs.at(-1) ?? entry
    const apply = logs.length ? (tx: Tx) => writeLogs(tx, agent, logs) : await application(agent, entry, lost)
    const next = { seq: last.seq, head: entryDigest(last) }
    for (const runId of await step(agent, place, next, apply)) stale.add(runId)
    place = next
    at += logs.length || 1
  }
  return { ...place, stale: [...stale] }
}

/** What an entry does, in the transaction that takes it; answers with the runs that were not the agent's any more. */
async function application(
  agent: AgentActor,
  entry: SpoolEntry,
  lost: readonly string[],
): Promise<(tx: Tx) => Promise<string[]>> {
  switch (entry.kind) {
    case 'run.finished':
      return prepareFinish(agent, entry.body, lost.includes(entry.body.runId))
    case 'portal.away':
      return async (tx) => {
        await recordDrained(tx, agent, entry)
        return []
      }
    case 'run.log':
      return (tx) => writeLogs(tx, agent, [entry])
  }
}

/** Log entries that follow one another are written together. */
function logsFrom(entries: readonly SpoolEntry[], at: number): LogEntry[] {
  const logs: LogEntry[] = []
  for (let entry = entries[at]; entry?.kind === 'run.log'; entry = entries[at + logs.length]) logs.push(entry)
  return logs
}

async function placeOf(agent: AgentActor): Promise<Place> {
  const where = { tenantId: agent.tenantId, id: agent.id }
  const row = await db.agent.findFirst({ where, select: { spoolSeq: true, spoolHead: true } })
  return { seq: Number(row?.spoolSeq ?? 0n), head: row?.spoolHead ?? GENESIS }
}

/** The entries that come after `place`, each shown to follow the one before and to be signed. */
function newEntries(agent: AgentActor, entries: readonly SpoolEntry[], place: Place): SpoolEntry[] {
  let { seq, head } = place
  const fresh: SpoolEntry[] = []
  for (const entry of entries) {
    const digest = entryDigest(entry)
    if (entry.seq === seq && !fresh.length && digest !== head)
      throw refused(entry, 'is another than the one taken before')
    if (entry.seq <= seq) continue
    if (entry.seq !== seq + 1) throw refused(entry, `does not follow ${seq}`)
    if (entry.prev !== head) throw refused(entry, 'does not continue the one before it')
    if (!isSignedBy(agent.publicPem, entry)) throw refused(entry, 'is not signed by this agent')
    fresh.push(entry)
    seq = entry.seq
    head = digest
  }
  return fresh
}

/** Moves the agent's place on and does what the entries say, both or neither. */
function step(agent: AgentActor, from: Place, to: Place, apply: (tx: Tx) => Promise<string[]>): Promise<string[]> {
  return transaction(async (tx) => {
    const { count } = await tx.agent.updateMany({
      where: {
        tenantId: agent.tenantId,
        id: agent.id,
        revokedAt: null,
        spoolSeq: from.seq,
        spoolHead: from.seq ? from.head : null,
      },
      data: { spoolSeq: to.seq, spoolHead: to.head },
    })
    if (!count) throw new BareCountError('conflict', 'The spool of this agent is being drained already.')
    return apply(tx)
  })
}

function refused(entry: SpoolEntry, why: string): BareCountError {
  return new BareCountError('spool_refused', `Entry ${entry.seq} of the spool ${why}.`, {
    remedy: 'The spool was changed or copied. Keep it for whoever looks into it, and enrol the agent anew.',
  })
}
