import type { AlertKindName } from '../alert-words.ts'
import { budgetProjection } from './budget-projection.ts'
import { deadLetterGrowth } from './dead-letter-growth.ts'
import { errorRate } from './error-rate.ts'
import { idleHosts } from './idle-hosts.ts'
import type { Measure } from './measured.ts'
import { retryStorm } from './retry-storm.ts'

const measures: Record<AlertKindName, Measure> = {
  error_rate: errorRate,
  retry_storm: retryStorm,
  dead_letter_growth: deadLetterGrowth,
  budget_projection: budgetProjection,
  idle_hosts: idleHosts,
}

/** What a rule finds now. */
export const measureRule: Measure = (tx, rule, now) => measures[rule.kind](tx, rule, now)
