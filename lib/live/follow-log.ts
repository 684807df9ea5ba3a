import type { Actor } from '../auth/actor.ts'
import { readLog } from '../provisioning/queries.ts'
import { changesOf } from './changes.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

/** What a follower is told beside the log: the state of the thing, and whether it has ended. */
export type Followed = { state: unknown; ended: boolean }

/**
 * The log and state of a deployment or run as they grow, from `after` on, until it has ended and all is told.
 * `look` reads the state and must refuse what is not the actor's; it is asked before every batch, so that a follower
 * whose access ends is cut off too.
 */
export async function* followLog(
  actor: Actor,
  subjectId: string,
  after: bigint,
  look: () => Promise<Followed>,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let seen = after
  let told = ''
  for await (const _ of changesOf(subjectId, signal)) {
    // The state is read first: lines written after it belong to the next round, so the last lines are never missed.
    const { state, ended } = await look()
    for (;;) {
      const chunks = await readLog(actor, subjectId, seen)
      for (const chunk of chunks) {
        seen = chunk.seq
        yield { event: 'log', id: String(chunk.seq), data: { ...chunk, seq: String(chunk.seq) } }
      }
      if (chunks.length === 0) break
    }
    const next = JSON.stringify(state)
    if (next !== told) yield { event: 'state', data: state }
    told = next
    if (ended) {
      yield { event: 'end', data: {} }
      return
    }
  }
}
