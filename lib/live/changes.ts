import { EventEmitter } from 'node:events'
import pg from 'pg'
import { env } from '../env.ts'
import { log } from '../log.ts'
import { CHANGES_CHANNEL } from './notify.ts'

/** When a notification was lost (the listener reconnected), everyone looks again at least this often. */
const FALLBACK_MS = 5000
const RECONNECT_MS = 1000

type Hub = { emitter: EventEmitter; connecting?: Promise<void> }
const held = globalThis as unknown as { barecountChanges?: Hub }

function hub(): Hub {
  held.barecountChanges ??= { emitter: new EventEmitter().setMaxListeners(0) }
  const current = held.barecountChanges
  current.connecting ??= listen(current)
  return current
}

/** One connection a process, however many people watch. */
async function listen(current: Hub): Promise<void> {
  const again = () => {
    setTimeout(() => {
      current.connecting = listen(current)
    }, RECONNECT_MS).unref()
  }
  const client = new pg.Client({ connectionString: env.DATABASE_URL, keepAlive: true })
  client.on('error', (error) => log.warn({ err: error }, 'lost the change listener'))
  client.once('end', again)
  client.on('notification', (message) => current.emitter.emit(message.payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${CHANGES_CHANNEL}`)
  } catch (error) {
    log.warn({ err: error }, 'cannot listen for changes')
    client.removeListener('end', again)
    again()
  }
}

/**
 * Yields at once, and again whenever the thing with `subjectId`, or one of several, changed (or may have), until
 * `signal` aborts. Changes that come while the consumer is busy are folded into one.
 */
export async function* changesOf(subjectId: string | readonly string[], signal: AbortSignal): AsyncGenerator<void> {
  const { emitter } = hub()
  const subjects = typeof subjectId === 'string' ? [subjectId] : subjectId
  let pending = true
  let wake = () => {}
  const changed = () => {
    pending = true
    wake()
  }
  for (const subject of subjects) emitter.on(subject, changed)
  const timer = setInterval(changed, FALLBACK_MS)
  signal.addEventListener('abort', changed)
  try {
    while (!signal.aborted) {
      if (pending) {
        pending = false
        yield
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    clearInterval(timer)
    for (const subject of subjects) emitter.off(subject, changed)
    signal.removeEventListener('abort', changed)
  }
}
