/** Columns of a run that a filter asks to equal something. */
export type RunColumn =
  | 'runnerId'
  | 'token'
  | 'correlationId'
  | 'status'
  | 'cause'
  | 'environmentId'
  | 'runnerClass'
  | 'origin'

export type Asked = { column: RunColumn; value: string }

export type SearchPlan = {
  /** What an index finds, newest first; none: the tenant's runs in order. */
  lead: Asked[]
  /** What is asked of each run that was found. */
  rest: Asked[]
  /** The runners are looked at one by one: the index of the lead begins with the runner. */
  perRunner: boolean
}

/** The most telling filter first. */
const order: readonly RunColumn[] = [
  'runnerId',
  'correlationId',
  'cause',
  'status',
  'origin',
  'runnerClass',
  'environmentId',
]

/**
 * How runs are found by these filters: one of them leads, by its index; the rest is asked of what it finds. Most runs
 * succeed, so that `succeeded` leads only when nothing else can. `ofPipeline`: its runners are known. Pure.
 */
export function planSearch(filters: Partial<Record<RunColumn, string>>, ofPipeline: boolean): SearchPlan {
  const asked = (Object.keys(filters) as RunColumn[]).flatMap((column) => {
    const value = filters[column]
    return value === undefined ? [] : [{ column, value }]
  })
  const leads = (one: Asked) => columns.includes(one.column)
  const perRunner = !filters.runnerId && (ofPipeline || filters.token !== undefined)
  const telling = order.filter((column) => filters[column] && !(column === 'status' && filters[column] === 'succeeded'))
  const columns: RunColumn[] = filters.runnerId
    ? ['runnerId', 'token']
    : perRunner
      ? ['token']
      : [telling[0] ?? 'status']
  return { lead: asked.filter(leads), rest: asked.filter((one) => !leads(one)), perRunner }
}
