import type { CauseFamily } from './cause-families.ts'
import type { RunCause } from './run-words.ts'

const familyOfCause: Record<RunCause, CauseFamily | undefined> = {
  user_error: 'user_error',
  exited: 'user_error',
  timeout: 'timeout',
  throttled: 'target',
  target: 'target',
  platform: 'platform',
  // Each would end alike once more: the same code, the same memory, the same rules.
  init_error: undefined,
  out_of_memory: undefined,
  denied: undefined,
}

/** The family of a cause; undefined for what no retry can mend. Pure. */
export const familyOf = (cause: RunCause): CauseFamily | undefined => familyOfCause[cause]

export type RetryRule = {
  max_attempts: number
  backoff: 'exponential' | 'fixed'
  budget_per_hour: number
  on: readonly CauseFamily[]
}

export type RetryDecision = { retry: true; inMs: number } | { retry: false; why: string }

const BASE_MS = 1000
const MAX_MS = 5 * 60_000

/**
 * Whether an attempt that failed is followed by another, and after how long. `failures` counts failed attempts, this
 * one included; `usedThisHour` the retries of the runner. Exponential: a second, two, four … five minutes at most, with
 * half of it left to chance, so that what failed together does not come back together. Pure but for `random`.
 */
export function decideRetry(
  rule: RetryRule,
  failed: { cause: RunCause; failures: number; usedThisHour: number },
  random: () => number = Math.random,
): RetryDecision {
  const family = familyOf(failed.cause)
  if (!family) return { retry: false, why: 'What failed would fail again.' }
  if (!rule.on.includes(family)) return { retry: false, why: `The manifest does not retry ${family}.` }
  if (failed.failures >= rule.max_attempts) {
    const attempts = rule.max_attempts === 1 ? 'The one attempt' : `All ${rule.max_attempts} attempts`
    return { retry: false, why: `${attempts} it may have failed.` }
  }
  if (failed.usedThisHour >= rule.budget_per_hour) {
    return { retry: false, why: `The runner’s ${rule.budget_per_hour} retries of this hour are used up.` }
  }
  const steps = rule.backoff === 'fixed' ? 0 : failed.failures - 1
  const full = Math.min(MAX_MS, BASE_MS * 2 ** Math.min(steps, 20))
  return { retry: true, inMs: Math.round(full / 2 + (full / 2) * random()) }
}
