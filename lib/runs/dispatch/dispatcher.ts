import { setTimeout as pause } from 'node:timers/promises'
import type { Actor } from '../../auth/actor.ts'
import { changesOf } from '../../live/changes.ts'
import { log } from '../../log.ts'
import { type Attempt, attemptRun, beginSpans } from '../attempt-run.ts'
import { handBackHeld } from '../hand-back-lost.ts'
import { RUNS_WAITING } from '../waiting-channel.ts'
import { openCancelWatch } from './cancel-watch.ts'
import { claimShares } from './claim-shares.ts'
import { openSettler } from './settler.ts'

/** Runs a worker carries out at once. */
const CAPACITY = 100
const FAILED_PAUSE_MS = 500
/** Runs held from which on a worker counts as busy. */
const BUSY = 8
const GATHER_MS = 25

export type Dispatcher = {
  /**
   * Takes no more, and resolves when what it holds has ended and is written down. What has not ended when `limit` aborts
   * is stopped and handed back: it waits for the next worker, under its token.
   */
  drain(limit: AbortSignal): Promise<void>
  /** Runs held now. */
  held(): number
}

/**
 * Carries out the runs that wait for a worker, of all tenants: whenever one comes or a place is free it looks who waits,
 * shares its free places out, claims, invokes and settles. Any number of workers may do this on one database.
 */
export function startDispatcher(workerId: string): Dispatcher {
  const draining = new AbortController()
  const stopped = new AbortController()
  const settler = openSettler(stopped.signal)
  const cancels = openCancelWatch(stopped.signal)
  const held = new Set<Promise<void>>()
  let handingBack = false

  const carryOut = async (actor: Actor, attempt: Attempt) => {
    const { run, runner, spec } = attempt
    const spans = beginSpans(attempt)
    const outcome = await attemptRun(actor, attempt, { signal: cancels.watch(run), spans })
    cancels.unwatch(run.id)
    // Stopped by us: how that turned out says nothing of the run.
    if (handingBack) return
    await settler.settle(actor, { run, runner, spec, outcome, spans: spans.kept() })
  }

  const hold = (actor: Actor, attempt: Attempt) => {
    const done = carryOut(actor, attempt)
      .catch((error: unknown) => log.error({ err: error, run: attempt.run.id }, 'a run could not be carried out'))
      .finally(() => held.delete(done))
    held.add(done)
  }

  /** Whether there may be more to claim at once. */
  const claim = async (): Promise<boolean> => {
    const free = CAPACITY - held.size
    if (free <= 0) return false
    const claimed = await claimShares(workerId, free, hold)
    return claimed > 0
  }

  /**
   * A claim costs much the same for one run as for fifty. While there is plenty to do it is worth waiting a moment for
   * more places to become free; a worker with little to do looks at once.
   */
  const gather = async () => {
    if (held.size > BUSY) await pause(GATHER_MS, undefined, { signal: draining.signal }).catch(() => undefined)
  }

  const loop = async () => {
    for await (const _ of changesOf(RUNS_WAITING, draining.signal)) {
      try {
        do await gather()
        while (!draining.signal.aborted && (await claim()))
      } catch (error) {
        log.warn({ err: error }, 'dispatcher')
        await pause(FAILED_PAUSE_MS, undefined, { signal: draining.signal }).catch(() => undefined)
      }
    }
  }
  const looping = loop()

  return {
    async drain(limit) {
      draining.abort()
      await looping
      while (held.size && !limit.aborted) await Promise.race([Promise.allSettled(held), aborted(limit)])
      if (held.size) {
        handingBack = true
        cancels.endAll()
        stopped.abort() // what waits to be written down while the database is away is no longer waited for
        await Promise.allSettled(held)
        const runs = await handBackHeld(workerId)
        log.warn({ runs }, 'runs that had not ended were handed back')
      }
      stopped.abort()
    },
    held: () => held.size,
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
