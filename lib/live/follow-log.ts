import type { Actor } from '../auth/actor.ts'
import { readLog } from '../provisioning/queries.ts'
import { countFollower } from '../telemetry/process-metrics.ts'
import { eventOf, type Followed, joinFeed } from './log-feed.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

export type { Followed } from './log-feed.ts'

/** Whoever loses access is told nothing more after this long. */
const ADMIT_EVERY_MS = 2000

export type Following = {
  /** Throws when whoever asked may not see the thing any more; asked again every two seconds. */
  admit(): Promise<unknown>
  /** The state of the thing. One follower's answer serves all: it must be the same for everybody admitted. */
  read(): Promise<Followed>
}

/**
 * The log and state of a deployment or run as they grow, from `after` on, until it has ended and all is told. Followers of
 * one log share its feed. Nothing is read ahead of the consumer: one that is slow costs no memory, and what has left the
 * feed by then it gets from the database.
 */
export async function* followLog(
  actor: Actor,
  subjectId: string,
  after: bigint,
  { admit, read }: Following,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  const feed = joinFeed(actor, subjectId, read)
  countFollower(1)
  let seen = after
  let told: ServerSentEvent | undefined
  let admittedAt = 0
  const stillAdmitted = async () => {
    if (performance.now() - admittedAt < ADMIT_EVERY_MS && admittedAt) return
    await admit()
    admittedAt = performance.now()
  }
  try {
    while (!signal.aborted) {
      await stillAdmitted()
      if (feed.failure) throw feed.failure
      const { version, state, ended } = feed
      while (state && !signal.aborted) {
        if (feed.holds(seen)) {
          const next = feed.next(seen)
          if (!next) break
          seen = next.seq
          yield next.event
        } else {
          const chunks = await readLog(actor, subjectId, seen)
          for (const chunk of chunks) {
            seen = chunk.seq
            yield eventOf(chunk)
          }
          if (!chunks.length) break
        }
        await stillAdmitted()
      }
      if (state && state !== told) yield state
      told = state
      if (ended) {
        yield { event: 'end', data: {} }
        return
      }
      await feed.changed(version, ADMIT_EVERY_MS, signal)
    }
  } finally {
    feed.leave()
    countFollower(-1)
  }
}
