import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { daysSoFar, monthNamed, monthOf } from './months.ts'
import { type DailyUsage, MOST_STACKED, stackDays } from './stack-days.ts'
import { type SummedRow, usageSums } from './sum-usage.ts'

/** Day by day, what the tenants that used most of a month used; the others together. For `usage:all`. */
export async function readDailyTenants(
  actor: Actor,
  { month: name }: { month?: string | undefined } = {},
  now = new Date(),
): Promise<DailyUsage> {
  authorise(actor, 'usage:all')
  const month = monthNamed(name ?? monthOf(now))
  // Over all tenants, by the index on the day.
  const largest = await unsafeDb.$queryRaw<{ key: string; name: string }[]>`
    select t.id as key, t.name from "UsageDay" u join "Tenant" t on t.id = u."tenantId"
    where u.day >= ${month.from}::date and u.day < ${month.until}::date
    group by t.id order by sum(u."costMicros") desc, sum(u."usedMs") desc, t.id limit ${MOST_STACKED}`
  const sums = await unsafeDb.$queryRaw<(SummedRow & { key: string; day: string })[]>`
    select case when u."tenantId" = any(${largest.map(({ key }) => key)}) then u."tenantId" else '' end as key,
      u.day::text as day, ${usageSums}
    from "UsageDay" u where u.day >= ${month.from}::date and u.day < ${month.until}::date group by 1, 2`
  return stackDays(daysSoFar(month, now), largest, sums)
}
