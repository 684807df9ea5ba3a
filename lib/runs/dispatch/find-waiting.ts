import { unsafeDb } from '../../db/client.ts'

/** A runner with runs that wait for a worker. */
export type WaitingRunner = { tenantId: string; runnerId: string; waiting: number; running: number }

/** Counting further would not change who is next. */
const COUNTED = 200

/**
 * The runners whose runs wait to be invoked, with how many (up to a bound) and how many of each tenant's runs are under
 * way. It steps from runner to runner through the index of what waits, however long each one's queue is.
 */
export async function findWaiting(): Promise<WaitingRunner[]> {
  // The dispatcher serves every tenant.
  return unsafeDb.$queryRaw<WaitingRunner[]>`
    with recursive step as (
      (select "tenantId", "runnerId" from "Run" where status = 'queued' order by "tenantId", "runnerId" limit 1)
      union all
      select n."tenantId", n."runnerId" from step s, lateral (
        select "tenantId", "runnerId" from "Run"
        where status = 'queued' and ("tenantId", "runnerId") > (s."tenantId", s."runnerId")
        order by "tenantId", "runnerId" limit 1
      ) n
    ), busy as (
      select "tenantId", count(*)::int as running from "Run" where status = 'running' group by 1
    )
    select s."tenantId", s."runnerId", w.waiting, coalesce(b.running, 0) as running
    from step s
    join "Runner" r on r."tenantId" = s."tenantId" and r.id = s."runnerId"
      and r."runnerClass" in ('serverless', 'managed_etl') and r.profile <> 'on_premise_agent'
    join "Tenant" t on t.id = s."tenantId"
    left join busy b on b."tenantId" = s."tenantId"
    cross join lateral (
      select count(*)::int as waiting from (
        select 1 from "Run" q where q."tenantId" = s."tenantId" and q."runnerId" = s."runnerId" and q.status = 'queued'
        limit ${COUNTED}
      ) counted
    ) w
    where w.waiting > 0`
}
