import { z } from 'zod'
import { newSpanId } from './trace-context.ts'

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

  /** `startedAt` is when the attempt began by its row; by this process it may be a little later. */
  constructor(attemptSpan: string, startedAt: Date) {
    this.#attempt = attemptSpan
    this.#began = performance.now() - Math.max(0, Date.now() - startedAt.getTime())
  }

  /** Milliseconds since the attempt began. */
  now(): number {
    return performance.now() - this.#began
  }

  add(name: string, at: number, ms: number, { id = newSpanId(), parent = this.#attempt, ...more }: More = {}): string {
    if (this.#spans.length < MOST_SPANS) {
      this.#spans.push({ id, parent, name, at: rounded(at), ms: rounded(ms), ...more })
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
      const failed = (error instanceof Error ? error.message : String(error)).slice(0, 500)
      this.add(name, at, this.now() - at, { ...more, failed })
      throw error
    }
  }

  kept(): KeptSpan[] {
    return this.#spans
  }
}

/** To a tenth of a millisecond, and never before the beginning. */
const rounded = (ms: number) => Math.max(0, Math.round(ms * 10) / 10)
