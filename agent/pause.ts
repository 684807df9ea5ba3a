import type { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/** Waits, or until `signal` aborts; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal, ref: true }).catch(() => undefined)
}

/** Waits for one of the events, `ms` at most, or until `signal` aborts. */
export function untilEvent(emitters: [EventEmitter, string][], ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      for (const [emitter, event] of emitters) emitter.off(event, done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    for (const [emitter, event] of emitters) emitter.on(event, done)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
