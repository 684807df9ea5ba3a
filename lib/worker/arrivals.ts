import { setTimeout as pause } from 'node:timers/promises'
import { watchFiles } from '../triggers/files/watch-files.ts'
import { readTopics } from '../triggers/topics/read-topics.ts'
import { startDownstream } from '../triggers/upstream/start-downstream.ts'
import { eachByItself } from './schedules.ts'

const EVERY_MS = 500

/** Starts runs for what arrives, until `signal` aborts. Apart from the schedules, so that a large folder delays none. */
export async function watchArrivals(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await eachByItself([startDownstream, readTopics, watchFiles])
    await pause(EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
}
