import { Prisma } from '../db/client.ts'
import type { UsageFigures, UsageFilters, UsageGroup } from './schema.ts'

/** Rows of a tenant's days from `from` to before `until`, filtered. The key of the table begins with tenant and day. */
export function usageWhere(
  tenantId: string,
  span: { from: Date; until: Date },
  filters: UsageFilters = {},
): Prisma.Sql {
  const { environment, class: runnerClass, pipeline, runnerId } = filters
  const conditions = [
    Prisma.sql`u."tenantId" = ${tenantId} and u.day >= ${span.from}::date and u.day < ${span.until}::date`,
    ...(environment
      ? [Prisma.sql`u."environmentId" = (select id from "Environment" where name = ${environment})`]
      : []),
    ...(runnerClass ? [Prisma.sql`u."runnerClass" = ${runnerClass}::"RunnerClass"`] : []),
    ...(pipeline ? [Prisma.sql`u.pipeline = ${pipeline}`] : []),
    ...(runnerId ? [Prisma.sql`u."runnerId" = ${runnerId}`] : []),
  ]
  return Prisma.join(conditions, ' and ')
}

/** The sums of every figure, under the names the rows are read by. */
export const usageSums = Prisma.sql`
  coalesce(sum(u.succeeded), 0)::bigint as succeeded, coalesce(sum(u.failed), 0)::bigint as failed,
  coalesce(sum(u.denied), 0)::bigint as denied, coalesce(sum(u.cancelled), 0)::bigint as cancelled,
  coalesce(sum(u.attempts), 0)::bigint as attempts, coalesce(sum(u."usedMs"), 0)::bigint as "usedMs",
  coalesce(sum(u."costMicros"), 0)::bigint as "costMicros", coalesce(max(u."peakMemoryMib"), 0) as "peakMemoryMib"`

/** What a row is counted under. */
export const groupKeys: Record<UsageGroup, Prisma.Sql> = {
  class: Prisma.sql`u."runnerClass"::text`,
  pipeline: Prisma.sql`u.pipeline`,
  runner: Prisma.sql`u."runnerId"`,
  size: Prisma.sql`u."runnerClass"::text || '/' || u.size::text`,
  environment: Prisma.sql`u."environmentId"`,
  day: Prisma.sql`u.day::text`,
}

export type SummedRow = Record<keyof UsageFigures, bigint | number>

/** Sums as plain numbers: money and time of a month are far below what a number holds exactly. */
export function figuresOf(row: SummedRow): UsageFigures {
  return {
    succeeded: Number(row.succeeded),
    failed: Number(row.failed),
    denied: Number(row.denied),
    cancelled: Number(row.cancelled),
    attempts: Number(row.attempts),
    usedMs: Number(row.usedMs),
    costMicros: Number(row.costMicros),
    peakMemoryMib: Number(row.peakMemoryMib),
  }
}
