import { db, type Tx, transaction } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { AgentActor } from './agent-actor.ts'
import { recordDrained } from './record-drained.ts'
import type { SpoolEntry, SpoolInput, SpoolTaken } from './schema.ts'
import { entryDigest, GENESIS, isSignedBy } from './spool-entry.ts'
import { type Finish, finishRuns, prepareFinish } from './take-finished.ts'
import { writeLogs } from './write-logs.ts'

type Place = { seq: number; head: string }
type LogEntry = Extract<SpoolEntry, { kind: 'run.log' }>
/** An entry with what it ends, made ready. */
type Part = { entry: SpoolEntry; finish?: Finish }

/** Entries taken in one transaction at most, and bytes of answers in it. */
const AT_ONCE = 50
const AT_ONCE_BYTES = 4 * 1024 * 1024

/**
 * Takes what an agent has in its spool, in order and each entry once: it must follow the last one taken by number and
 * by hash, and carry the agent's signature. What was taken before is passed over, so that an answer may get lost.
 * Throws `spool_refused` for a gap, a fork or a signature that does not match; `conflict` when two drain at once.
 */
export async function takeSpool(agent: AgentActor, { entries, lost }: SpoolInput): Promise<SpoolTaken> {
  let place = await placeOf(agent)
  const stale = new Set<string>()
  const fresh = newEntries(agent, entries, place)
  while (fresh.length) {
    const { parts, fault } = await prepare(agent, fresh.splice(0, countTogether(fresh)), lost)
    if (parts.length) {
      const taken = await takeParts(agent, place, parts)
      for (const runId of taken.stale) stale.add(runId)
      place = taken.place
    }
    if (fault) throw fault
  }
  return { ...place, stale: [...stale] }
}

/** How many of the first entries go into one transaction: logs and ends together, anything else by itself. */
function countTogether(entries: readonly SpoolEntry[]): number {
  let bytes = 0
  const end = entries.findIndex((entry, at) => {
    bytes += entry.kind === 'run.finished' ? (entry.body.result?.length ?? 0) : 0
    return at > 0 && (at === AT_ONCE || bytes > AT_ONCE_BYTES || [entry, entries[0]].some(isOfAgent))
  })
  return end < 0 ? entries.length : end
}

const isOfAgent = (entry?: SpoolEntry) => entry?.kind === 'portal.away'

/** Makes entries ready up to the first that cannot be: those before it are taken all the same. */
async function prepare(agent: AgentActor, entries: readonly SpoolEntry[], lost: readonly string[]) {
  const parts: Part[] = []
  try {
    for (const entry of entries) {
      if (entry.kind !== 'run.finished') parts.push({ entry })
      else parts.push({ entry, finish: await prepareFinish(agent, entry.body, lost.includes(entry.body.runId)) })
    }
    return { parts }
  } catch (fault) {
    return { parts, fault }
  }
}

type Taken = { place: Place; stale: string[] }

/** All in one transaction; each in its own when that fails, so that one that cannot be written keeps none before it back. */
async function takeParts(agent: AgentActor, from: Place, parts: readonly Part[]): Promise<Taken> {
  try {
    return await step(agent, from, parts)
  } catch (error) {
    if (parts.length === 1 || error instanceof BareCountError) throw error
    const taken: Taken = { place: from, stale: [] }
    for (const part of parts) {
      const { place, stale } = await step(agent, taken.place, [part])
      taken.place = place
      taken.stale.push(...stale)
    }
    return taken
  }
}

/** What entries do, in the transaction that takes them; answers with the runs that were not the agent's any more. */
async function apply(tx: Tx, agent: AgentActor, parts: readonly Part[]): Promise<string[]> {
  const entries = parts.map(({ entry }) => entry)
  for (const entry of entries) if (entry.kind === 'portal.away') await recordDrained(tx, agent, entry)
  const logs = entries.filter((entry): entry is LogEntry => entry.kind === 'run.log')
  const stale = logs.length ? await writeLogs(tx, agent, logs) : []
  const ends = parts.flatMap(({ finish }) => finish ?? [])
  return ends.length ? [...stale, ...(await finishRuns(tx, agent, ends))] : stale
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
async function step(agent: AgentActor, from: Place, parts: readonly Part[]): Promise<Taken> {
  const { entry: last } = parts.at(-1) as Part
  const place = { seq: last.seq, head: entryDigest(last) }
  const { tenantId, id } = agent
  const where = { tenantId, id, revokedAt: null, spoolSeq: from.seq, spoolHead: from.seq ? from.head : null }
  return transaction(async (tx) => {
    const data = { spoolSeq: place.seq, spoolHead: place.head }
    const { count } = await tx.agent.updateMany({ where, data })
    if (!count) throw new BareCountError('conflict', 'The spool of this agent is being drained already.')
    return { place, stale: await apply(tx, agent, parts) }
  })
}

function refused(entry: SpoolEntry, why: string): BareCountError {
  return new BareCountError('spool_refused', `Entry ${entry.seq} of the spool ${why}.`, {
    remedy: 'The spool was changed or copied. Keep it for whoever looks into it, and enrol the agent anew.',
  })
}
