import { Prisma, type Tx, unsafeTx } from '../../db/client.ts'
import { readQuotaLayers } from '../../policy/matrix/read-layers.ts'
import { resolveQuota } from '../../policy/matrix/resolve-quota.ts'
import { daysAfter, monthNamed, monthOf } from '../../usage/months.ts'
import { projectMonth } from '../../usage/project-month.ts'
import type { Measure } from './measured.ts'

/** A projection goes by the last full week. */
const LOOKED_BACK_DAYS = 8

/** Per cent of the monthly budget that the month will have cost; nothing where no budget is set. */
export const budgetProjection: Measure = async (tx, rule, now) => {
  const { tenantId, environmentId } = rule
  const environment = environmentId
    ? await tx.environment.findUnique({ where: { id: environmentId }, select: { name: true } })
    : undefined
  if (environment === null) return []
  const budget = resolveQuota(await readQuotaLayers(tx, tenantId), environment?.name).monthlyBudget.value
  if (!budget) return []
  const month = monthNamed(monthOf(now))
  const used = await usedIn(tx, { tenantId, month: month.name, environmentId })
  const days = await costByDay(tx, { tenantId, environmentId, from: daysAfter(now, -LOOKED_BACK_DAYS) })
  // On the first day of all there is nothing to go by but what was spent.
  const expected = projectMonth({ month, now, used, days, limit: budget })?.expected ?? used
  return [{ runnerId: '', value: (100 * expected) / budget }]
}

type Asked = { tenantId: string; environmentId: string | null }

async function usedIn(tx: Tx, { tenantId, month, environmentId }: Asked & { month: string }): Promise<number> {
  const rows = await tx.usageMonth.findMany({
    where: { tenantId, month, ...(environmentId ? { environmentId } : {}) },
    select: { costMicros: true },
  })
  return rows.reduce((sum, { costMicros }) => sum + Number(costMicros), 0)
}

async function costByDay(
  tx: Tx,
  { tenantId, environmentId, from }: Asked & { from: Date },
): Promise<Map<string, number>> {
  const here = environmentId ? Prisma.sql`and "environmentId" = ${environmentId}` : Prisma.empty
  const rows = await unsafeTx(tx).$queryRaw<{ day: string; cost: bigint }[]>`
    select day::text as day, sum("costMicros")::bigint as cost from "UsageDay"
    where "tenantId" = ${tenantId} and day >= ${from}::date ${here} group by day`
  return new Map(rows.map(({ day, cost }) => [day, Number(cost)]))
}
