import { byScope, type Measure, windowStart } from './measured.ts'
import { runnersOfRule } from './runners-of-rule.ts'

/** Retries in the window, which begins with the hour it begins in: retries are counted by the hour. */
export const retryStorm: Measure = async (tx, rule, now) => {
  const runners = await runnersOfRule(tx, rule)
  const from = windowStart(rule, now)
  from.setUTCMinutes(0, 0, 0)
  const rows = await tx.retryHour.findMany({
    where: { tenantId: rule.tenantId, hour: { gte: from }, ...(runners ? { runnerId: { in: runners } } : {}) },
    select: { runnerId: true, used: true },
  })
  const used = new Map<string, number>()
  for (const row of rows) used.set(row.runnerId, (used.get(row.runnerId) ?? 0) + row.used)
  return byScope(
    rule,
    [...used].map(([runnerId, value]) => ({ runnerId, value })),
  )
}
