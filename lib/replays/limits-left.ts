import { unsafeDb } from '../db/client.ts'
import type { LimitLeft } from './forecast.ts'

type Row = { what: LimitLeft['what']; of: string; limit: bigint; used: bigint }

/**
 * What is left this month of the tenant's budgets and of its hours by class, after what has been used and what is set
 * aside for runs under way. Limits nobody set are left out.
 */
export async function limitsLeft(tenantId: string, now: Date): Promise<LimitLeft[]> {
  const month = now.toISOString().slice(0, 7)
  const rows = await unsafeDb.$queryRaw<Row[]>`
    with used as (
      select u."runnerClass", u."environmentId", u."costMicros" + u."reservedMicros" as micros,
        u."usedMs" + u."reservedMs" as ms
      from "UsageMonth" u where u."tenantId" = ${tenantId} and u.month = ${month}
    ), budget as (
      select q.environment, (array_agg(q."monthlyBudget" order by q.scope desc))[1] as most
      from "Quota" q where q."tenantId" in (${tenantId}, '') and q."monthlyBudget" is not null
      group by q.environment
    ), hours as (
      select c."runnerClass", (array_agg(c."monthlyMs" order by c.scope desc))[1] as most
      from "ClassLimit" c where c."tenantId" in (${tenantId}, '') and c."monthlyMs" is not null
      group by c."runnerClass"
    )
    select 'tenant_budget' as what, '' as of, b.most as limit,
      (select coalesce(sum(micros), 0) from used)::bigint as used
    from budget b where b.environment = ''
    union all
    select 'environment_budget', e.id, b.most,
      (select coalesce(sum(micros), 0) from used where "environmentId" = e.id)::bigint
    from budget b join "Environment" e on e.name = b.environment
    union all
    select 'class_hours', h."runnerClass"::text, h.most,
      (select coalesce(sum(ms), 0) from used where "runnerClass" = h."runnerClass")::bigint
    from hours h`
  return rows.map(({ what, of, limit, used }) => ({ what, of, limit: Number(limit), left: Number(limit - used) }))
}
