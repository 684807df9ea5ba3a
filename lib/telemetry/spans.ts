import { z } from 'zod'
import type { OnPart } from '../provisioning/target.ts'
import { contextForCode, newSpanId } from './trace-context.ts'

/** Names of what targets tell. */
export const CODE = 'function'
export const PART_OF_CODE = 'part '

/** The span of the code in an attempt: told to the code before anything is noted of it. */
export const codeSpanOf = (attemptSpan: string): string => contextForCode({ traceId: '', spanId: attemptSpan }).spanId

/** A part of an attempt, as it is kept with it: times in milliseconds after the attempt began. */
export const keptSpan = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  parent: z.string().regex(/^[0-9a-f]{16}$/),
  name: z.string().max(100),
  at: z.number().min(0).max(1e10),
  ms: z.number().min(0).max(1e10),
  /** Why it failed. */
  failed: z.string().max(500).optional(),
  attributes: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean()])).optional(),
})
export type KeptSpan = z.output<typeof keptSpan>

/** A job of a thousand partitions would be a picture of nothing. */
export const MOST_SPANS = 200

export const keptSpans = z.array(keptSpan).max(MOST_SPANS)

type More = Pick<KeptSpan, 'failed' | 'attributes'> & { id?: string; parent?: string }

/** Notes the parts of one attempt as they pass. */
export class SpanRecorder {
  readonly #attempt: string
  readonly #began: number
  readonly #spans: KeptSpan[] = []
  /** What the code itself runs in: the parent of whatever spans it makes. */
  readonly code: string

  /** `startedAt` is when the attempt began by its row; by this process it may be a little later. */
  constructor(attemptSpan: string, startedAt: Date) {
    this.#attempt = attemptSpan
    this.code = codeSpanOf(attemptSpan)
    this.#began = performance.now() - Math.max(0, Date.now() - startedAt.getTime())
  }

  /** Milliseconds since the attempt began. */
  now(): number {
    return performance.now() - this.#began
  }

  add(name: string, at: number, ms: number, { id = newSpanId(), parent = this.#attempt, ...more }: More = {}): string {
    if (this.#spans.length < MOST_SPANS) {
      const failed = more.failed === undefined ? {} : { failed: storable(more.failed) }
      this.#spans.push({ id, parent, name, at: rounded(at), ms: rounded(ms), ...more, ...failed })
    }
    return id
  }

  /** Notes how long `work` takes, and why it failed when it does. */
  async measure<T>(name: string, work: () => Promise<T>, more: More = {}): Promise<T> {
    const at = this.now()
    try {
      const result = await work()
      this.add(name, at, this.now() - at, more)
      return result
    } catch (error) {
      const failed = error instanceof Error ? error.message : String(error)
      this.add(name, at, this.now() - at, { ...more, failed })
      throw error
    }
  }

  /** As targets tell it: the code itself, parts of it by their names, and what is around it. */
  part: OnPart = (name, from, until, failed) => {
    const own = name === CODE ? { id: this.code } : name.startsWith(PART_OF_CODE) ? { parent: this.code } : {}
    this.add(name, from - this.#began, until - from, { ...own, ...(failed === undefined ? {} : { failed }) })
  }

  kept(): KeptSpan[] {
    return this.#spans
  }
}

/** Cut to size, and free of what can be neither stored nor signed. */
const storable = (text: string) => text.slice(0, 500).toWellFormed().replaceAll('\u0000', '\u2400')

/** To a tenth of a millisecond, and never before the beginning. */
const rounded = (ms: number) => Math.max(0, Math.round(ms * 10) / 10)
