import type { KeyObject } from 'node:crypto'
import { EventEmitter } from 'node:events'
import type { SpoolEntry } from '#lib/agents/schema.ts'
import { entryDigest, GENESIS, signEntry, type UnsignedEntry } from '#lib/agents/spool-entry.ts'
import { Segments } from './spool-segments.ts'

type Kind = SpoolEntry['kind']
export type BodyOf<K extends Kind> = Extract<SpoolEntry, { kind: K }>['body']

/** Entries of one moment are made durable together. */
const FLUSH_MS = 50
const RETRY_MS = 1000

/**
 * Everything the agent has to tell of its runs, on disk before it is told: signed, each entry holding the digest of the
 * one before. Emits `durable` when there is more to hand in, `trouble` with what the disk says, or undefined when it is well again.
 */
export class Spool extends EventEmitter<{ durable: []; trouble: [string | undefined] }> {
  readonly #key: KeyObject
  readonly #segments: Segments
  #unwritten: SpoolEntry[] = []
  /** Places of the ends of runs that wait. */
  #finished: number[] = []
  #seq: number
  #head: string
  #taken = 0
  #timer: NodeJS.Timeout | undefined
  #trouble: string | undefined

  constructor(folder: string, key: KeyObject) {
    super()
    this.#key = key
    this.#segments = new Segments(folder)
    const { last } = this.#segments
    this.#seq = last?.seq ?? 0
    this.#head = last ? entryDigest(last) : GENESIS
    this.#taken = (this.#segments.first ?? this.#seq + 1) - 1
  }

  /** What the disk says against more entries. */
  get trouble(): string | undefined {
    return this.#trouble
  }

  /** The place of the next entry. */
  get next(): number {
    return this.#seq + 1
  }

  /** The first entry that has not been handed in. */
  get firstWaiting(): number {
    return this.#taken + 1
  }

  /** Whether everything has been handed in. */
  get isDrained(): boolean {
    return this.#taken >= this.#seq
  }

  /** Ends of runs told from `seq` on. */
  countFinished(seq: number): number {
    return this.#finished.filter((one) => one >= seq).length
  }

  /** Adds an entry and returns its place. It is durable soon, and is handed in only then. */
  append<K extends Kind>(kind: K, body: BodyOf<K>): number {
    const entry = { seq: this.#seq + 1, prev: this.#head, at: new Date().toISOString(), kind, body } as UnsignedEntry
    const signed = signEntry(this.#key, entry)
    this.#seq = entry.seq
    this.#head = entryDigest(entry)
    this.#unwritten.push(signed)
    if (kind === 'run.finished') this.#finished.push(entry.seq)
    this.#timer ??= setTimeout(() => this.flush(), FLUSH_MS)
    return entry.seq
  }

  /** Makes what was added durable, or keeps it and tries again. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    try {
      this.#segments.append(this.#unwritten)
      this.#unwritten = []
      this.#say(undefined)
      this.emit('durable')
    } catch (error) {
      this.#say((error as Error).message)
      this.#timer = setTimeout(() => this.flush(), RETRY_MS)
    }
  }

  /** Durable entries that wait, in order, up to a number and a size; at least one when there is any. */
  waiting(most: number, bytes: number): SpoolEntry[] {
    const entries: SpoolEntry[] = []
    const end = this.#seq - this.#unwritten.length
    for (let seq = this.#taken + 1, size = 0; seq <= end && entries.length < most; seq++) {
      size += this.#segments.lengthOf(seq)
      if (entries.length && size > bytes) break
      const entry = this.#segments.read(seq)
      if (!entry) throw new Error(`Entry ${seq} of the spool is not on this host any more.`)
      entries.push(entry)
    }
    return entries
  }

  /** The portal has everything up to `seq`. */
  taken(seq: number): void {
    this.#taken = Math.max(this.#taken, Math.min(seq, this.#seq))
    this.#finished = this.#finished.filter((one) => one > this.#taken)
    this.#segments.forget(this.#taken)
  }

  #say(trouble: string | undefined): void {
    if (trouble === this.#trouble) return
    this.#trouble = trouble
    this.emit('trouble', trouble)
  }
}
