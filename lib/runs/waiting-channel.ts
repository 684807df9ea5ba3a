/** What dispatchers are woken by: a run waits, or there is room for one. */
export const RUNS_WAITING = 'runs:waiting'
