import { readQuotaLayers } from '../../policy/matrix/read-layers.ts'
import { resolveQuota } from '../../policy/matrix/resolve-quota.ts'
import type { Measure } from './measured.ts'
import { projectMonth } from './project-month.ts'

/** Per cent of the monthly budget that the month will have cost; nothing where no budget is set. */
export const budgetProjection: Measure = async (tx, rule, now) => {
  const { tenantId, environmentId } = rule
  const environment = environmentId
    ? await tx.environment.findUnique({ where: { id: environmentId }, select: { name: true } })
    : undefined
  if (environment === null) return []
  const budget = resolveQuota(await readQuotaLayers(tx, tenantId), environment?.name).monthlyBudget.value
  if (!budget) return []
  const rows = await tx.usageMonth.findMany({
    where: { tenantId, month: now.toISOString().slice(0, 7), ...(environmentId ? { environmentId } : {}) },
    select: { costMicros: true },
  })
  const spent = rows.reduce((sum, { costMicros }) => sum + Number(costMicros), 0)
  return [{ runnerId: '', value: (100 * projectMonth(spent, now)) / budget }]
}
