import fs from 'node:fs'
import path from 'node:path'
import type { SpoolEntry } from '#lib/agents/schema.ts'

const SEGMENT_BYTES = 16 * 1024 * 1024

type Place = { segment: string; offset: number; length: number }

/**
 * The files of a spool: lines of JSON, appended, in segments named by their first entry. Knows where every entry lies;
 * reads only what is asked for. A line that was cut off by a crash was never handed in and is cut away.
 */
export class Segments {
  readonly #folder: string
  readonly #places = new Map<number, Place>()
  #segments: string[] = []
  #handle: number | undefined
  #size = 0
  last: SpoolEntry | undefined

  constructor(folder: string) {
    this.#folder = folder
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.#segments = fs
      .readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
    for (const segment of this.#segments) this.#scan(segment)
  }

  /** Appends whole lines and makes them durable. Throws what the disk says; nothing is left of them then. */
  append(entries: readonly SpoolEntry[]): void {
    const [first] = entries
    if (!first) return
    const handle = this.#open(first.seq)
    const segment = this.#segments.at(-1) as string
    const lines = entries.map((entry) => `${JSON.stringify(entry)}\n`)
    try {
      const bytes = Buffer.from(lines.join(''))
      for (let done = 0; done < bytes.length; ) done += fs.writeSync(handle, bytes, done, undefined, this.#size + done)
      fs.fdatasyncSync(handle)
    } catch (error) {
      fs.ftruncateSync(handle, this.#size)
      throw error
    }
    for (const [index, entry] of entries.entries()) {
      const length = Buffer.byteLength(lines[index] as string)
      this.#places.set(entry.seq, { segment, offset: this.#size, length })
      this.#size += length
      this.last = entry
    }
  }

  read(seq: number): SpoolEntry | undefined {
    const place = this.#places.get(seq)
    if (!place) return undefined
    const bytes = Buffer.alloc(place.length)
    const handle = fs.openSync(path.join(this.#folder, place.segment), 'r')
    try {
      fs.readSync(handle, bytes, 0, place.length, place.offset)
    } finally {
      fs.closeSync(handle)
    }
    return JSON.parse(bytes.toString('utf8')) as SpoolEntry
  }

  /** Place of the first entry that is still here. */
  get first(): number | undefined {
    return this.#places.keys().next().value
  }

  /** Bytes an entry takes, so that a batch can be measured without reading it. */
  lengthOf(seq: number): number {
    return this.#places.get(seq)?.length ?? 0
  }

  /** Forgets segments all of whose entries come before `seq`; the last one stays, since it says what comes next. */
  forget(seq: number): void {
    while (this.#segments.length > 1 && firstOf(this.#segments[1] as string) <= seq) {
      const gone = this.#segments.shift() as string
      for (const [key, place] of this.#places) if (place.segment === gone) this.#places.delete(key)
      fs.rmSync(path.join(this.#folder, gone), { force: true })
    }
  }

  #open(seq: number): number {
    if (this.#handle !== undefined && this.#size < SEGMENT_BYTES) return this.#handle
    if (this.#handle !== undefined) {
      fs.closeSync(this.#handle)
      this.#handle = undefined
    }
    const last = this.#segments.at(-1)
    const full = last === undefined || fs.statSync(path.join(this.#folder, last)).size >= SEGMENT_BYTES
    const segment = full ? `${String(seq).padStart(12, '0')}.jsonl` : last
    this.#handle = fs.openSync(path.join(this.#folder, segment), full ? 'wx' : 'r+', 0o600)
    if (full) this.#segments.push(segment)
    this.#size = fs.fstatSync(this.#handle).size
    return this.#handle
  }

  #scan(segment: string): void {
    const file = path.join(this.#folder, segment)
    const bytes = fs.readFileSync(file)
    let offset = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, offset)) {
      const entry = JSON.parse(bytes.toString('utf8', offset, end)) as SpoolEntry
      this.#places.set(entry.seq, { segment, offset, length: end + 1 - offset })
      this.last = entry
      offset = end + 1
    }
    if (offset < bytes.length) fs.truncateSync(file, offset)
  }
}

const firstOf = (segment: string) => Number(segment.slice(0, -'.jsonl'.length))
