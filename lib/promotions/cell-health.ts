/** How many of its newest runs say how a runner is. */
export const HEALTH_RUNS = 20
/** From this share of failures on it is failing, not only unwell. */
const FAILING = 0.5

export type CellHealth = 'healthy' | 'untried' | 'unwell' | 'failing' | 'smoke_failed' | 'provisioning'

/** How a runner is, by its smoke test and its newest runs. Pure. */
export function cellHealth(runner: { status: string; ended: number; failed: number; lastFailed: boolean }): CellHealth {
  if (runner.status === 'smoke_failed' || runner.status === 'provisioning') return runner.status
  if (runner.ended === 0) return 'untried'
  if (runner.failed === 0) return 'healthy'
  return runner.lastFailed && runner.failed / runner.ended >= FAILING ? 'failing' : 'unwell'
}
