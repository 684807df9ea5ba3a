import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { Prisma, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { BareCountError } from '../errors.ts'
import { leastIdAt } from '../ids.ts'
import type { RunCause } from '../runs/run-words.ts'
import { lettersWhere } from './letters-where.ts'
import type { DeadLetterFilters } from './schema.ts'

/** Days in a group's trend, today the last. */
export const TREND_DAYS = 14
const DAY_MS = 24 * 3600_000

/** Failures that are one error. */
export type LetterGroup = {
  fingerprint: string
  count: number
  cause: RunCause
  /** As the newest of them says it. */
  error: string
  /** The newest one's. */
  runnerId: string
  runner: string
  environment: string
  firstAt: Date
  lastAt: Date
  /** How many came on each of the last days, however they stand now; today's last. */
  trend: number[]
}

type Row = Omit<LetterGroup, 'count' | 'trend'> & { count: bigint; trend: number[] }
type Page = { cursor?: string | undefined; limit?: number | undefined }

/**
 * Dead letters by the error they share, the largest group first. Counting reads an index alone; the words and the trend
 * are read for the groups of the page. `cursor` is `next` of the page before.
 */
export async function groupDeadLetters(
  actor: Actor,
  { cursor, limit = 50, status = 'open', ...filters }: DeadLetterFilters & Page = {},
  now = new Date(),
): Promise<{ groups: LetterGroup[]; next: string | undefined }> {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const after = cursor ? placeOf(cursor) : undefined
  const beyond = after
    ? Prisma.sql`having (count(*), d.fingerprint) < (${after.count}::bigint, ${after.fingerprint})`
    : Prisma.empty
  const rows = await unsafeDb.$queryRaw<Row[]>`
    with grouped as (
      select d.fingerprint, count(*) as count, min(d.id) as first, max(d.id) as last
      from "DeadLetter" d where ${lettersWhere(tenantId, { ...filters, status })}
      group by d.fingerprint ${beyond}
      order by count(*) desc, d.fingerprint desc limit ${limit + 1}
    )
    select g.fingerprint, g.count, l.cause::text as cause, left(l.error, 400) as error, l."runnerId", r.name as runner,
      e.name as environment, f."createdAt" as "firstAt", l."createdAt" as "lastAt", t.trend
    from grouped g
    join "DeadLetter" l on l."tenantId" = ${tenantId} and l.id = g.last
    join "DeadLetter" f on f."tenantId" = ${tenantId} and f.id = g.first
    join "Runner" r on r."tenantId" = ${tenantId} and r.id = l."runnerId"
    join "Environment" e on e.id = l."environmentId"
    cross join lateral (
      select array_agg(n.count order by b.day) as trend
      from unnest(${daysBefore(now)}::text[], ${daysBefore(new Date(now.getTime() + DAY_MS))}::text[])
        with ordinality b(first, next, day)
      cross join lateral (
        select count(*)::int as count from "DeadLetter" d
        where d."tenantId" = ${tenantId} and d.fingerprint = g.fingerprint and d.id >= b.first and d.id < b.next
      ) n
    ) t
    order by g.count desc, g.fingerprint desc`
  const groups = rows.map(({ count, ...row }) => ({ ...row, count: Number(count) }))
  const page = pageOf(groups, limit, (last) => `${last.count}_${last.fingerprint}`)
  return { groups: page.rows, next: page.next }
}

/** The first ids of the last days up to the one of `now`, UTC. */
function daysBefore(now: Date): string[] {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS
  return Array.from({ length: TREND_DAYS }, (_, day) =>
    leastIdAt('deadLetter', new Date(today - (TREND_DAYS - 1 - day) * DAY_MS)),
  )
}

function placeOf(cursor: string): { count: number; fingerprint: string } {
  const [count = '', ...rest] = cursor.split('_')
  if (/^\d{1,15}$/.test(count) && rest.length) return { count: Number(count), fingerprint: rest.join('_') }
  throw new BareCountError('invalid_input', 'The cursor is not one of ours.', {
    faults: [{ path: 'cursor', message: 'Give `next` of the page before, unchanged.' }],
  })
}
