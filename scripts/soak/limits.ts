/** Runs at once: small enough that each of them is what holds runs back at times. */
export const limits = { platform: 120, tenant: 16, class: 10, runner: 8 } as const

/** Milliseconds of an attempt; what hangs takes that long. */
export const TIMEOUT_MS = 2000

/** Every fifth tenant has a budget that it uses up: a little more than one attempt may take at most. */
export const isTight = (tenant: number): boolean => tenant % 5 === 4
export const TIGHT_SHARE = 1.02

export const RETRY =
  'run:\n  retry: { max_attempts: 4, backoff: fixed, budget_per_hour: 10000, on: [user_error, timeout, target, platform] }\n'

export type Deed = 'work' | 'flaky' | 'fail' | 'hang' | 'exit'

/** What a run is told to do. */
export function deedOf(chance: number): Deed {
  if (chance < 0.9) return 'work'
  if (chance < 0.96) return 'flaky'
  if (chance < 0.99) return 'fail'
  return chance < 0.995 ? 'exit' : 'hang'
}
