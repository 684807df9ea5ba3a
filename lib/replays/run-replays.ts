import { setTimeout as pause } from 'node:timers/promises'
import { changesOf } from '../live/changes.ts'
import { log } from '../log.ts'
import { REPLAYS } from './replays-changed.ts'
import { openReplays, stepReplay } from './step-replay.ts'

/** Between two looks at replays that are under way: a fraction of the second that the throttle counts in. */
const STEP_MS = 200

/**
 * Drives every open replay until `signal` aborts. Any number of workers may run this: all that is known is in the rows,
 * so one that dies is simply not there for the next step.
 */
export async function runReplays(signal: AbortSignal): Promise<void> {
  for await (const _ of changesOf(REPLAYS, signal)) {
    // Until nothing is under way; then the next change wakes it, or its own second look.
    while (!signal.aborted && (await stepAll(signal)))
      await pause(STEP_MS, undefined, { signal }).catch(() => undefined)
  }
}

/** One step of each open replay, and of each as many more as could begin at once. False when there was none. */
async function stepAll(signal: AbortSignal): Promise<boolean> {
  const open = await openReplays().catch((error: unknown) => {
    log.warn({ err: error }, 'replays could not be read')
    return []
  })
  for (const one of open) {
    try {
      while (!signal.aborted && (await stepReplay(one)));
    } catch (error) {
      log.error({ err: error, replayId: one.id }, 'a replay was not moved on')
    }
  }
  return open.length > 0
}
