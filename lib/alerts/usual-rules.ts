import type { AlertRuleInput } from './schema.ts'

/** What most tenants begin with; each can be changed afterwards. */
export const usualRules: readonly AlertRuleInput[] = [
  { name: 'Runs fail', kind: 'error_rate', threshold: 20, windowMinutes: 60, leastRuns: 5 },
  { name: 'Retries pile up', kind: 'retry_storm', threshold: 50, windowMinutes: 60 },
  { name: 'Dead letters grow', kind: 'dead_letter_growth', threshold: 10, windowMinutes: 60 },
  { name: 'The budget will not do', kind: 'budget_projection', threshold: 100 },
  { name: 'Hosts stand idle', kind: 'idle_hosts', threshold: 1, windowMinutes: 24 * 60 },
]
