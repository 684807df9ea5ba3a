import { pulseOf } from '../pulse/pulse-of.ts'
import { type Measure, windowStart } from './measured.ts'

/** Per cent of the runs that succeeded or failed in the window that failed; of too few it says nothing. */
export const errorRate: Measure = async (tx, rule, now) => {
  const { runnerId, environmentId, runnerClass } = rule
  const rows = await pulseOf(tx, rule.tenantId, windowStart(rule, now), { runnerId, environmentId, runnerClass })
  const counted = rule.eachRunner ? rows : [sum(rows)]
  return counted
    .filter(({ succeeded, failed }) => succeeded + failed >= rule.leastRuns)
    .map((row) => ({ runnerId: row.runnerId, value: (100 * row.failed) / (row.succeeded + row.failed) }))
}

const sum = (rows: Awaited<ReturnType<typeof pulseOf>>) => ({
  runnerId: '',
  succeeded: rows.reduce((all, { succeeded }) => all + succeeded, 0),
  failed: rows.reduce((all, { failed }) => all + failed, 0),
})
