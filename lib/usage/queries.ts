import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { Prisma, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { BareCountError } from '../errors.ts'
import { daysSoFar, monthNamed, monthOf } from './months.ts'
import { nameKeys } from './name-keys.ts'
import type { UsageFigures, UsageFilters, UsageGroup, UsageRow } from './schema.ts'
import { type DailyUsage, MOST_STACKED, stackDays } from './stack-days.ts'
import { figuresOf, groupKeys, type SummedRow, usageSums, usageWhere } from './sum-usage.ts'

export type UsageAsked = UsageFilters & { month?: string | undefined; by?: UsageGroup | undefined }
type Page = { cursor?: string | undefined; limit?: number | undefined }

export type Usage = {
  month: string
  by: UsageGroup
  total: UsageFigures
  rows: UsageRow[]
  next: string | undefined
}

/**
 * What the tenant's runs of a month used, broken down: what cost most first, then what ran longest. Days in the order of
 * the calendar. From sums that are kept as runs end, so its price does not grow with them.
 */
export async function readUsage(actor: Actor, asked: UsageAsked & Page = {}, now = new Date()): Promise<Usage> {
  authorise(actor, 'cost:read')
  const { month: name = monthOf(now), by = 'class', limit = 50, cursor, ...filters } = asked
  const where = usageWhere(actor.tenantId, monthNamed(name), filters)
  const after = cursor === undefined ? undefined : readCursor(cursor)
  // Raw because the sums are; the tenant is in the condition.
  const [found, [sums]] = await Promise.all([
    unsafeDb.$queryRaw<(SummedRow & { key: string })[]>`
      select * from (select ${groupKeys[by]} as key, ${usageSums} from "UsageDay" u where ${where} group by 1) g
      where ${after ? beyond(by, after) : Prisma.sql`true`}
      order by ${by === 'day' ? Prisma.sql`g.key` : Prisma.sql`g."costMicros" desc, g."usedMs" desc, g.key`}
      limit ${limit + 1}`,
    unsafeDb.$queryRaw<SummedRow[]>`select ${usageSums} from "UsageDay" u where ${where}`,
  ])
  const { rows, next } = pageOf(found, limit, (last) => writeCursor(last))
  const nameOf = await nameKeys(
    actor.tenantId,
    by,
    rows.map(({ key }) => key),
  )
  if (!sums) throw new Error('a sum without groups is one row')
  return {
    month: name,
    by,
    total: figuresOf(sums),
    rows: rows.map((row) => ({ key: row.key, name: nameOf(row.key), ...figuresOf(row) })),
    next,
  }
}

type After = { costMicros: bigint; usedMs: bigint; key: string }

function beyond(by: UsageGroup, { costMicros, usedMs, key }: After): Prisma.Sql {
  if (by === 'day') return Prisma.sql`g.key > ${key}`
  return Prisma.sql`(g."costMicros", g."usedMs") < (${costMicros}, ${usedMs})
    or ((g."costMicros", g."usedMs") = (${costMicros}, ${usedMs}) and g.key > ${key})`
}

const writeCursor = ({ costMicros, usedMs, key }: SummedRow & { key: string }) => `${costMicros}:${usedMs}:${key}`

function readCursor(cursor: string): After {
  const [, cost, used, key] = /^(\d{1,18}):(\d{1,18}):(.+)$/s.exec(cursor) ?? []
  if (cost === undefined || used === undefined || key === undefined) {
    throw new BareCountError('invalid_input', 'The cursor is not one of ours.', {
      remedy: 'Take `next` of the page before, or leave it out.',
    })
  }
  return { costMicros: BigInt(cost), usedMs: BigInt(used), key }
}

/** The days of a month so far, each with what its largest groups used. */
export async function readDailyUsage(actor: Actor, asked: UsageAsked = {}, now = new Date()): Promise<DailyUsage> {
  authorise(actor, 'cost:read')
  const { month: name = monthOf(now), by = 'class', ...filters } = asked
  const month = monthNamed(name)
  const { rows: largest } = await readUsage(actor, { ...asked, limit: MOST_STACKED }, now)
  const key = Prisma.sql`case when ${groupKeys[by]} = any(${largest.map((row) => row.key)}) then ${groupKeys[by]} else '' end`
  const found = await unsafeDb.$queryRaw<(SummedRow & { key: string; day: string })[]>`
    select ${key} as key, u.day::text as day, ${usageSums}
    from "UsageDay" u where ${usageWhere(actor.tenantId, month, filters)} group by 1, 2`
  return stackDays(daysSoFar(month, now), largest, found)
}
