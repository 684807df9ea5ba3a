import { Prisma, unsafeDb } from '../../db/client.ts'
import type { Asked, RunColumn, SearchPlan } from './plan-search.ts'

/** Runs looked at for one page when filters beside the leading one are asked: a bound on the time it takes. */
export const LOOKED_AT = 20_000

export type Range = {
  tenantId: string
  /** Ids below this; of the newest page undefined. */
  below: string | undefined
  /** Ids from this on. */
  from: string | undefined
  limit: number
}

type Found = {
  ids: string[]
  /** The last run that was looked at, when more could be like this beyond it. */
  horizon: string | undefined
}

const casts: Partial<Record<RunColumn, string>> = {
  status: '"RunStatus"',
  cause: '"RunCause"',
  origin: '"RunOrigin"',
  runnerClass: '"RunnerClass"',
}

/**
 * Ids of the runs that a plan finds, newest first. However rare they are, no more than so many are looked at: then
 * `horizon` says how far, and the next page goes on from there. `runners`: whom a plan per runner asks.
 */
export async function findRunIds(plan: SearchPlan, range: Range, runners: readonly string[] = []): Promise<Found> {
  if (plan.perRunner && !runners.length) return { ids: [], horizon: undefined }
  const window = plan.perRunner ? Math.max(range.limit, Math.ceil(LOOKED_AT / runners.length)) : LOOKED_AT
  const from = (inner: Prisma.Sql) =>
    plan.perRunner
      ? Prisma.sql`unnest(${runners as string[]}::text[]) as each(runner) cross join lateral (${inner}) as found`
      : Prisma.sql`(${inner}) as found`
  const leading = leadOf(plan, range)
  const inner = plan.rest.length
    ? Prisma.sql`select id from (
        select id, ${columnsOf(plan.rest)} from "Run" where ${leading} order by id desc limit ${window}
      ) as near where ${Prisma.join(plan.rest.map(equals), ' and ')} order by id desc limit ${range.limit}`
    : Prisma.sql`select id from "Run" where ${leading} order by id desc limit ${range.limit}`
  const rows = await unsafeDb.$queryRaw<{ id: string }[]>`
    select found.id from ${from(inner)} order by found.id desc limit ${range.limit}`
  const ids = rows.map(({ id }) => id)
  if (ids.length >= range.limit || !plan.rest.length) return { ids, horizon: undefined }
  const last = Prisma.sql`select id from "Run" where ${leading} order by id desc offset ${window - 1} limit 1`
  const [reached] = await unsafeDb.$queryRaw<{ id: string | null }[]>`select max(found.id) as id from ${from(last)}`
  const horizon = reached?.id ?? undefined
  return { ids: horizon ? ids.filter((id) => id >= horizon) : ids, horizon }
}

function leadOf(plan: SearchPlan, { tenantId, below, from }: Range): Prisma.Sql {
  const parts = [
    Prisma.sql`"tenantId" = ${tenantId}`,
    ...(plan.perRunner ? [Prisma.sql`"runnerId" = each.runner`] : []),
    ...plan.lead.map(equals),
    ...(below ? [Prisma.sql`id < ${below}`] : []),
    ...(from ? [Prisma.sql`id >= ${from}`] : []),
  ]
  return Prisma.join(parts, ' and ')
}

const columnsOf = (asked: readonly Asked[]) => Prisma.raw(asked.map(({ column }) => `"${column}"`).join(', '))

/** Only names of the closed set of columns become SQL as they are. */
function equals({ column, value }: Asked): Prisma.Sql {
  const cast = casts[column]
  return Prisma.sql`${Prisma.raw(`"${column}"`)} = ${value}${Prisma.raw(cast ? `::${cast}` : '')}`
}
