/** One partition, as far as figures go. */
export type PartitionFigures = { state: 'waiting' | 'running' | 'done' | 'skipped' | 'failed'; rows: number }

/** The figures of a run that was split, or of one piece (`partitions` is then 0). Pure. */
export function jobMetrics(
  partitions: readonly PartitionFigures[],
  { spilledBytes, resultRows }: { spilledBytes: number; resultRows: number },
): Record<string, number> {
  const count = (state: PartitionFigures['state']) => partitions.filter((one) => one.state === state).length
  const known = partitions.filter(({ state }) => state === 'done' || state === 'skipped').map(({ rows }) => rows)
  const rows = known.reduce((sum, one) => sum + one, 0)
  const figures = {
    partitions: partitions.length,
    done: count('done'),
    skipped: count('skipped'),
    failed: count('failed'),
    rows: partitions.length ? rows : resultRows,
    spilledBytes,
  }
  return rows ? { ...figures, skew: skewOf(known) } : figures
}

/** The largest over the mean: 1 when all are alike. Pure. */
export function skewOf(rows: readonly number[]): number {
  const mean = rows.reduce((sum, one) => sum + one, 0) / rows.length
  return Math.round((Math.max(...rows) / mean) * 100) / 100
}
