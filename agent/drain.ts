import fs from 'node:fs'
import type { SpoolEntry, SpoolTaken } from '#lib/agents/schema.ts'
import { type AgentState, Ended, endings } from './agent-state.ts'
import { pause, untilEvent } from './pause.ts'
import { Refused, Unreachable } from './portal.ts'
import { say } from './say.ts'

const BATCH = 200
const BATCH_BYTES = 4 * 1024 * 1024
const RETRY_MS = 1000
/** Runs under way from which on it is worth waiting for more that end: one request serves them all. */
const BUSY = 2
const GATHER_MS = 25

/** Hands in what is in the spool, in order, as long as the agent lives. Throws `Ended` when the portal will not have it. */
export async function drainForever(state: AgentState): Promise<void> {
  const { spool, over } = state
  while (!over.signal.aborted) {
    if (spool.waiting(1, 0).length === 0) {
      state.catchingUp = state.catchingUp && !spool.isDrained
      await untilEvent([[spool, 'durable']], 5000, over.signal)
      continue
    }
    try {
      if (state.runs.running().length > BUSY) await pause(GATHER_MS, over.signal)
      await drainOnce(state)
    } catch (error) {
      await afterFailure(state, error as Error)
    }
  }
}

/** Learns how far the portal has the spool. Throws `Ended` when that is further than this host has it. */
export async function syncSpool({ link, spool }: AgentState): Promise<void> {
  const { seq } = await link.ask<SpoolTaken>('POST', '/spool', { body: { entries: [] } })
  if (seq >= spool.next)
    throw new Ended(`The portal has ${seq} entries of this agent’s spool and this host has ${spool.next - 1}.`)
  spool.taken(seq)
}

async function drainOnce(state: AgentState): Promise<void> {
  const { spool, link, runs, work } = state
  const entries = spool.waiting(BATCH, BATCH_BYTES)
  const lost: string[] = []
  for (const entry of entries) {
    if (entry.kind === 'run.finished' && !(await uploaded(state, entry))) lost.push(entry.body.runId)
  }
  const taken = await link.ask<SpoolTaken>('POST', '/spool', { body: { entries, lost }, timeoutMs: 120_000 })
  for (const runId of taken.stale)
    say(`run ${runId}: another attempt holds it; what was done for it counts for nothing`)
  spool.taken(taken.seq)
  for (const ref of runs.handedIn(taken.seq)) work.remove(ref)
  if (spool.isDrained) state.catchingUp = false
}

/** Asked again the portal says the same: the run fails, and what comes after it in the spool goes on. */
const notTaken = new Set(['invalid_input', 'payload_too_large'])

/** Sends the files of a run. False when they are not on this host any more as they were signed for. */
async function uploaded(
  { link, work }: AgentState,
  { body }: Extract<SpoolEntry, { kind: 'run.finished' }>,
): Promise<boolean> {
  const { runId: id, attempt } = body
  for (const { path: name, digest, size } of body.output) {
    const file = work.file({ id, attempt }, name)
    if (fs.statSync(file, { throwIfNoEntry: false })?.size !== size) return false
    const stream = () => fs.createReadStream(file)
    const query = new URLSearchParams({ path: name, attempt: String(attempt) })
    try {
      const sent = { stream, digest: digest.replace('sha256:', ''), size }
      await link.ask('PUT', `/runs/${id}/output?${query}`, { file: sent, timeoutMs: 600_000 })
    } catch (error) {
      // The spool still goes on: the portal passes over what is stale.
      if (error instanceof Refused && error.code === 'stale_attempt') return true
      if (!(error instanceof Refused && notTaken.has(error.code))) throw error
      say(`run ${id}: ${error.message}`)
      return false
    }
  }
  return true
}

async function afterFailure(state: AgentState, error: Error): Promise<void> {
  if (error instanceof Refused && endings.has(error.code)) throw new Ended(error.message)
  if (!(error instanceof Unreachable)) say(`handing in the spool: ${error.message}`)
  await pause(RETRY_MS, state.over.signal)
}
