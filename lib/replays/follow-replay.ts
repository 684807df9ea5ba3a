import type { Actor } from '../auth/actor.ts'
import { changesOf } from '../live/changes.ts'
import type { ServerSentEvent } from '../live/server-sent-events.ts'
import { getReplay } from './queries.ts'

/**
 * How a replay stands, whenever it moves, until nothing of it can change any more. `admit` says again and again whether
 * the reader still may. Throws `not_found`.
 */
export async function* followReplay(
  actor: Actor,
  id: string,
  admit: () => Promise<unknown>,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  let told = ''
  for await (const _ of changesOf(id, signal)) {
    await admit()
    const { rehearsal: __, ...state } = await getReplay(actor, id)
    const text = JSON.stringify(state)
    if (text !== told) yield { event: 'state', data: state }
    told = text
    if (state.finishedAt) break
  }
  yield { event: 'end', data: null }
}
