import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { BareCountError } from '../errors.ts'
import { scopedRows } from '../policy/matrix/limit-rows.ts'
import { ANY } from '../policy/matrix/matrix-words.ts'
import { resolvePlatformConcurrency, resolveQuota } from '../policy/matrix/resolve-quota.ts'
import { daysAfter, type Month, monthNamed, monthOf } from './months.ts'
import { type Projection, projectMonth } from './project-month.ts'

/** What a tenant's runs of a month used, as the gates count it. Money in micro-dollars, time in milliseconds. */
export type TenantUsed = {
  tenantId: string
  slug: string
  name: string
  costMicros: number
  reservedMicros: number
  usedMs: number
  budget: number | null
  projection: Projection | null
}
export type TenantsUsed = {
  month: string
  tenants: TenantUsed[]
  /** Runs under way now over all tenants, and the most the platform allows. */
  running: { now: number; limit: number | null }
  next: string | undefined
}

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** Every tenant's use of a month, the dearest first. For those who look after the platform (`usage:all`). */
export async function readTenants(
  actor: Actor,
  { month: name, cursor, limit = 50 }: { month?: string | undefined } & Page = {},
  now = new Date(),
): Promise<TenantsUsed> {
  authorise(actor, 'usage:all')
  const month = monthNamed(name ?? monthOf(now))
  const found = await readSums(month, cursor, limit + 1)
  const { rows, next } = pageOf(
    found,
    limit,
    ({ costMicros, usedMs, tenantId }) => `${costMicros}:${usedMs}:${tenantId}`,
  )
  const ids = rows.map(({ tenantId }) => tenantId)
  const [quotas, days, [running]] = await Promise.all([
    unsafeDb.quota.findMany({ where: { tenantId: { in: [...ids, ANY] }, environment: ANY } }),
    readDays(ids, month),
    unsafeDb.$queryRaw<{ now: bigint }[]>`select count(*) as now from "Run" where status = 'running'`,
  ])
  const layersOf = (tenantId: string) =>
    scopedRows(
      quotas.filter((row) => [tenantId, ANY].includes(row.tenantId)),
      [],
    )
  return {
    month: month.name,
    tenants: rows.map(({ costMicros, reservedMicros, usedMs, ...tenant }) => {
      const budget = resolveQuota(layersOf(tenant.tenantId)).monthlyBudget.value
      const used = Number(costMicros)
      const own = days.get(tenant.tenantId) ?? new Map<string, number>()
      const projection = projectMonth({ month, now, used, days: own, limit: budget }) ?? null
      return {
        ...tenant,
        costMicros: used,
        reservedMicros: Number(reservedMicros),
        usedMs: Number(usedMs),
        budget,
        projection,
      }
    }),
    running: { now: Number(running?.now ?? 0), limit: resolvePlatformConcurrency(layersOf(ANY)).value },
    next,
  }
}

type Sums = { tenantId: string; slug: string; name: string; costMicros: bigint; reservedMicros: bigint; usedMs: bigint }

/** Over all tenants, by the index on the month. */
function readSums({ name }: Month, cursor: string | undefined, take: number): Promise<Sums[]> {
  const [, cost, used, id] = /^(\d{1,18}):(\d{1,18}):(ten_\w+)$/.exec(cursor ?? '') ?? []
  if (cursor !== undefined && !id) {
    throw new BareCountError('invalid_input', 'The cursor is not one of ours.', {
      remedy: 'Take `next` of the page before, or leave it out.',
    })
  }
  return unsafeDb.$queryRaw<Sums[]>`
    select * from (
      select t.id as "tenantId", t.slug, t.name, sum(u."costMicros")::bigint as "costMicros",
        sum(u."reservedMicros")::bigint as "reservedMicros", sum(u."usedMs")::bigint as "usedMs"
      from "UsageMonth" u join "Tenant" t on t.id = u."tenantId"
      where u.month = ${name} group by t.id
    ) g
    where ${id ?? null}::text is null
      or (g."costMicros", g."usedMs") < (${BigInt(cost ?? 0)}, ${BigInt(used ?? 0)})
      or ((g."costMicros", g."usedMs") = (${BigInt(cost ?? 0)}, ${BigInt(used ?? 0)}) and g."tenantId" > ${id ?? null})
    order by g."costMicros" desc, g."usedMs" desc, g."tenantId"
    limit ${take}`
}

/** Money by day of each tenant of a page, in the month and the week before it. */
async function readDays(ids: string[], { from, until }: Month): Promise<Map<string, Map<string, number>>> {
  const rows = await unsafeDb.$queryRaw<{ tenantId: string; day: string; costMicros: bigint }[]>`
    select "tenantId", day::text as day, sum("costMicros")::bigint as "costMicros" from "UsageDay"
    where "tenantId" = any(${ids}) and day >= ${daysAfter(from, -7)}::date and day < ${until}::date group by 1, 2`
  const days = new Map<string, Map<string, number>>()
  for (const { tenantId, day, costMicros } of rows) {
    const own = days.get(tenantId) ?? new Map<string, number>()
    days.set(tenantId, own.set(day, Number(costMicros)))
  }
  return days
}
