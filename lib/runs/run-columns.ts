/** Columns that the runs list can show, in their order. */
export const runColumns = {
  runner: 'Runner',
  environment: 'Environment',
  status: 'Status',
  token: 'Token',
  pipeline: 'Pipeline',
  class: 'Class',
  cause: 'Cause',
  reason: 'Reason',
  correlation: 'Correlation',
  origin: 'Started by',
  attempt: 'Attempts',
  took: 'Took',
  memory: 'Memory',
  cost: 'Cost',
  started: 'Began',
  asked: 'Asked for',
} as const

export type RunColumnName = keyof typeof runColumns
export const runColumnNames = Object.keys(runColumns) as RunColumnName[]

/** What is shown to whoever has not chosen. */
export const usualColumns: readonly RunColumnName[] = [
  'runner',
  'environment',
  'status',
  'token',
  'origin',
  'took',
  'memory',
  'asked',
]

/**
 * The columns an address names, in their order; what it does not know is passed over, and the runner, which is how a row
 * is opened, is always there. Pure.
 */
export function chosenColumns(text: string | undefined): readonly RunColumnName[] {
  const asked = (text ?? '').split(',')
  const chosen = runColumnNames.filter((name) => asked.includes(name))
  if (!chosen.length) return usualColumns
  return chosen.includes('runner') ? chosen : ['runner', ...chosen]
}

/** The choice after one column is put in or taken out, as the address keeps it: empty when it is the usual one. Pure. */
export function withColumn(chosen: readonly RunColumnName[], column: RunColumnName, shown: boolean): string {
  const next = runColumnNames.filter((name) => (name === column ? shown : chosen.includes(name)))
  return next.join() === usualColumns.join() ? '' : next.join()
}
