import type { JobFailure } from '#lib/etl/job-failure.ts'
import { explainPartitions } from '#lib/etl/job-failure.ts'
import { jobMetrics, type PartitionFigures } from '#lib/etl/partition-metrics.ts'
import type { PartState, RunProgress } from '../../../target.ts'

type Part = { state: PartState; rows: number; ms?: number; failure?: JobFailure }

/** Where each part of a running job stands. */
export class JobBoard {
  readonly #prepare: Part = { state: 'waiting', rows: 0 }
  readonly #partitions: Part[]
  readonly #finish: Part = { state: 'waiting', rows: 0 }

  /** `skipped` are the rows of the partitions that were done before, by index. */
  constructor(partitions: number, skipped: ReadonlyMap<number, { rows: number; ms: number }>) {
    this.#partitions = Array.from({ length: partitions }, (_, index) => {
      const before = skipped.get(index)
      return before ? { state: 'skipped', rows: before.rows, ms: before.ms } : { state: 'waiting', rows: 0 }
    })
  }

  /** The index when `name` is a partition that may still be worked on. */
  openPartition(name: string): number | undefined {
    const state = this.#partitions[Number(name)]?.state
    return /^\d+$/.test(name) && (state === 'waiting' || state === 'running') ? Number(name) : undefined
  }

  set(name: string, change: Partial<Part>): void {
    const part = name === 'prepare' ? this.#prepare : name === 'finish' ? this.#finish : this.#partitions[Number(name)]
    if (part) Object.assign(part, change)
  }

  /** What was being worked on when the process ended. */
  stop(failure: JobFailure): void {
    for (const part of [this.#prepare, ...this.#partitions, this.#finish]) {
      if (part.state === 'running') Object.assign(part, { state: 'failed', failure })
    }
  }

  /** Why the job failed, when a part of it did. */
  failure(): JobFailure | undefined {
    const failed = this.#partitions.flatMap(({ failure }, index) => (failure ? [{ index, failure }] : []))
    if (failed.length) return explainPartitions(failed, this.#partitions.length)
    return this.#prepare.failure ?? this.#finish.failure
  }

  progress(): RunProgress {
    const named: [string, Part][] = [
      ['prepare', this.#prepare],
      ...this.#partitions.map((part, index): [string, Part] => [String(index), part]),
      ['finish', this.#finish],
    ]
    const parts = named.map(([name, { state, rows, ms, failure }]) => ({
      ...{ name, state },
      ...(failure && { detail: failure.reason }),
      ...(ms === undefined ? {} : { ms, rows }),
    }))
    const done = parts.filter(({ state }) => state === 'done' || state === 'skipped').length
    return { done, total: parts.length, parts }
  }

  metrics({ spilledBytes, processorMs }: { spilledBytes: number; processorMs?: number | undefined }) {
    const figures: PartitionFigures[] = this.#partitions
    const metrics = jobMetrics(figures, { spilledBytes, resultRows: this.#finish.rows })
    return processorMs === undefined ? metrics : { ...metrics, processorMs }
  }
}
