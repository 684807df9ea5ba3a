import type { RunnerClassName } from '../manifests/classes.ts'

/** One runner over one span: what its estimate said of it, and what its measured use comes to. Micro-dollars. */
export type Compared = { runnerClass: RunnerClassName; estimated: number; measured: number }

export type EstimateError = {
  runners: number
  estimated: number
  measured: number
  /** How far off the sum is: 0.25 when it came to a quarter more than estimated. Null when nothing was estimated. */
  error: number | null
  /** How far off a runner is, either way: half of them are closer. */
  typical: number | null
}

/** How far estimates were from what was measured. Pure. */
export function estimateError(rows: readonly Pick<Compared, 'estimated' | 'measured'>[]): EstimateError {
  const sum = (name: 'estimated' | 'measured') => rows.reduce((total, row) => total + row[name], 0)
  const [estimated, measured] = [sum('estimated'), sum('measured')]
  const each = rows.flatMap((row) => errorOf(row) ?? []).map(Math.abs)
  return { runners: rows.length, estimated, measured, error: errorOf({ estimated, measured }), typical: median(each) }
}

/** How far off one is: above 0 when it came to more than estimated; null when nothing was estimated. Pure. */
export function errorOf({ estimated, measured }: Pick<Compared, 'estimated' | 'measured'>): number | null {
  return estimated > 0 ? measured / estimated - 1 : null
}

function median(figures: readonly number[]): number | null {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
