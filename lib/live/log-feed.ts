import { EventEmitter } from 'node:events'
import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { readLog } from '../provisioning/queries.ts'
import { changesOf } from './changes.ts'
import type { ServerSentEvent } from './server-sent-events.ts'

/** What a follower is told beside the log: the state of the thing, and whether it has ended. */
export type Followed = { state: unknown; ended: boolean }

/** What a feed keeps for followers that are a little behind; who is further behind reads the database. */
const MOST_BYTES = 512 * 1024

type Entry = { seq: bigint; event: ServerSentEvent; bytes: number }
type Chunk = Awaited<ReturnType<typeof readLog>>[number]

const held = globalThis as unknown as { barecountFeeds?: Map<string, LogFeed> }
// One set a process, however many bundles this file is in.
held.barecountFeeds ??= new Map()
const feeds = held.barecountFeeds

/** A chunk as followers are told of it. */
export const eventOf = (chunk: Chunk): ServerSentEvent => ({
  event: 'log',
  id: String(chunk.seq),
  data: { ...chunk, seq: String(chunk.seq) },
})

/**
 * The feed of a log in this process, which all of its followers share: whatever their number, each new chunk is read once
 * and the state once a change. `read` is what the first follower asks the state with. Call `leave` when done.
 */
export function joinFeed(actor: Actor, subjectId: string, read: () => Promise<Followed>): LogFeed {
  const key = `${actor.tenantId}/${subjectId}`
  const feed = feeds.get(key) ?? new LogFeed(actor, subjectId, read, () => feeds.delete(key))
  feeds.set(key, feed)
  feed.followers++
  return feed
}

export class LogFeed {
  followers = 0
  /** Moves on with everything that followers could want to know. */
  version = 0
  /** The state as it is told, the same object until it changes; undefined before the first look. */
  state: ServerSentEvent | undefined
  ended = false
  failure: unknown
  readonly #told = new EventEmitter().setMaxListeners(0)
  readonly #stop = new AbortController()
  readonly #close: () => void
  #entries: Entry[] = []
  #bytes = 0
  #stateText = ''
  /** Everything after it, up to `#head`, is held here. */
  #floor = 0n
  #head = 0n

  constructor(actor: Actor, subjectId: string, read: () => Promise<Followed>, close: () => void) {
    this.#close = close
    this.#follow(actor, subjectId, read).catch((failure: unknown) => {
      this.failure = failure
      this.leave(this.followers)
      this.#tell()
    })
  }

  /** Whether all that comes after `seq` is held here. */
  holds(seq: bigint): boolean {
    return this.state !== undefined && seq >= this.#floor
  }

  /** The first chunk after `seq`, which must be held. */
  next(seq: bigint): Entry | undefined {
    let [low, high] = [0, this.#entries.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle] as Entry).seq > seq) high = middle
      else low = middle + 1
    }
    return this.#entries[low]
  }

  /** Resolves when there is more than at `version`, after `ms` at the latest, or when `signal` aborts. */
  async changed(version: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.version !== version || signal.aborted) return
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#told.off('told', done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#told.once('told', done)
      signal.addEventListener('abort', done, { once: true })
    })
  }

  leave(count = 1): void {
    this.followers -= count
    if (this.followers > 0) return
    this.#stop.abort()
    this.#close()
  }

  async #follow(actor: Actor, subjectId: string, read: () => Promise<Followed>): Promise<void> {
    const where = { tenantId: actor.tenantId, subjectId }
    const newest = await db.logChunk.findFirst({ where, select: { seq: true }, orderBy: { seq: 'desc' } })
    this.#floor = this.#head = newest?.seq ?? 0n
    for await (const _ of changesOf(subjectId, this.#stop.signal)) {
      // The state is read first: lines written after it belong to the next round, so the last lines are never missed.
      const { state, ended } = await read()
      const grew = await this.#takeNew(actor, subjectId)
      const text = JSON.stringify(state)
      const same = text === this.#stateText && ended === this.ended
      if (!same) this.state = { event: 'state', data: state }
      this.#stateText = text
      this.ended = ended
      if (grew || !same) this.#tell()
    }
  }

  async #takeNew(actor: Actor, subjectId: string): Promise<boolean> {
    const from = this.#head
    for (;;) {
      const chunks = await readLog(actor, subjectId, this.#head)
      if (!chunks.length) return this.#head > from
      for (const chunk of chunks) this.#hold(chunk)
    }
  }

  #hold(chunk: Chunk): void {
    const bytes = chunk.text.length + 200
    this.#entries.push({ seq: chunk.seq, event: eventOf(chunk), bytes })
    this.#head = chunk.seq
    this.#bytes += bytes
    while (this.#bytes > MOST_BYTES && this.#entries.length > 1) {
      const { seq, bytes: freed } = this.#entries.shift() as Entry
      this.#floor = seq
      this.#bytes -= freed
    }
  }

  #tell(): void {
    this.version++
    this.#told.emit('told')
  }
}
