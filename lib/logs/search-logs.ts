import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { Prisma, unsafeDb } from '../db/client.ts'
import { type LogClassName, logClasses } from './log-words.ts'
import { namedRuns, type RunFacts, runFactsOf } from './named-runs.ts'
import { cursorOf, type Place, placeOf } from './place.ts'
import type { LogSearch } from './schema.ts'

/** Chunks that one question looks at in each class. What is further back is the next question's. */
const MOST_LOOKED_AT = 20_000
const LINES_OF_CHUNK = 20

export type FoundLines = {
  seq: string
  at: Date
  subjectId: string
  channel: string
  attempt: number
  /** The lines that match; without a text, the first ones. */
  lines: string[]
  /** Lines of the same chunk that match too. */
  more: number
  run?: RunFacts
}

export type LogsFound = {
  found: FoundLines[]
  /** Asks for what is further back; undefined when all was looked at. */
  next: string | undefined
  /** Back to where was looked. */
  lookedBackTo: Date | undefined
}

type Row = { seq: bigint; at: Date; subjectId: string; channel: string; attempt: number; text: string; looked: boolean }

/**
 * Lines of the tenant's logs, newest first. Every question is bounded: runs named by token, correlation or runner are
 * found by index, and otherwise it looks back over so many chunks and says how far it came.
 */
export async function searchLogs(actor: Actor, search: LogSearch): Promise<LogsFound> {
  authorise(actor, 'run:read')
  const classes = readable(actor, search.logClass)
  const runs = await namedRuns(actor.tenantId, search)
  if (runs?.length === 0 || !classes.length) return { found: [], next: undefined, lookedBackTo: undefined }
  const before = search.cursor
    ? placeOf(search.cursor)
    : { at: search.until ?? new Date('9999-12-31T00:00:00Z'), seq: 2n ** 63n - 1n }
  const rows = runs
    ? await inRuns(actor.tenantId, runs, before, search)
    : await inTime(actor.tenantId, classes, before, search)
  const matches = rows.filter((row) => !row.looked)
  const page = matches.slice(0, search.limit)
  const furthest = matches.length > search.limit ? page.at(-1) : endOfLook(rows)
  const facts = await runFactsOf(
    actor.tenantId,
    page.map((row) => row.subjectId),
  )
  return {
    found: page.map((row) => linesOf(row, search.text, facts.get(row.subjectId))),
    next: furthest && cursorOf(furthest),
    lookedBackTo: furthest?.at ?? search.since,
  }
}

/** Classes of logs that the actor may read. */
function readable(actor: Actor, asked: LogClassName | undefined): LogClassName[] {
  return logClasses.filter((name) => {
    if (asked && name !== asked) return false
    if (name === 'deployment') return may(actor, 'deployment:read')
    return name !== 'instance' || may(actor, 'runner:read')
  })
}

const holds = (text: string) => (text ? Prisma.sql`and strpos(lower(text), ${text.toLowerCase()}) > 0` : Prisma.empty)
const since = (from: Date | undefined) => (from ? Prisma.sql`and at >= ${from}` : Prisma.empty)

/** Chunks of these runs: their number is bounded, and each one's log is too. */
function inRuns(tenantId: string, runs: string[], before: Place, search: LogSearch): Promise<Row[]> {
  return unsafeDb.$queryRaw<Row[]>`
    select seq, at, "subjectId", channel, attempt, text, false as looked from "LogChunk"
    where "tenantId" = ${tenantId} and "subjectId" = any(${runs}) and (at, seq) < (${before.at}, ${before.seq})
      ${since(search.since)} ${holds(search.text)}
    order by at desc, seq desc limit ${search.limit + 1}`
}

/**
 * Looks back through each class by its index. With the matches comes, for each class that goes on further back than it
 * was looked at, the chunk it was looked back to, as `looked`.
 */
function inTime(tenantId: string, classes: LogClassName[], before: Place, search: LogSearch): Promise<Row[]> {
  return unsafeDb.$queryRaw<Row[]>`
    with edge as (
      select c.name, e.at, e.seq from unnest(${classes}::"LogClass"[]) c(name) left join lateral (
        select at, seq from "LogChunk"
        where "tenantId" = ${tenantId} and "logClass" = c.name and (at, seq) < (${before.at}, ${before.seq})
          ${since(search.since)}
        order by at desc, seq desc offset ${MOST_LOOKED_AT - 1} limit 1
      ) e on true
    ), furthest as (
      select at, seq from edge where at is not null order by at desc, seq desc limit 1
    )
    (select m.*, false as looked from edge cross join lateral (
      select seq, at, "subjectId", channel, attempt, text from "LogChunk"
      where "tenantId" = ${tenantId} and "logClass" = edge.name and (at, seq) < (${before.at}, ${before.seq})
        and (at, seq) >= (coalesce((select at from furthest), '-infinity'), coalesce((select seq from furthest), 0))
        ${since(search.since)} ${holds(search.text)}
      order by at desc, seq desc limit ${search.limit + 1}
    ) m order by m.at desc, m.seq desc limit ${search.limit + 1})
    union all
    select seq, at, '', '', 0, '', true from furthest`
}

const endOfLook = (rows: readonly Row[]) => rows.find((row) => row.looked)

function linesOf(row: Row, text: string, run: RunFacts | undefined): FoundLines {
  const wanted = text.toLowerCase()
  const matching = row.text.split('\n').filter((line) => line.toLowerCase().includes(wanted))
  const { at, subjectId, channel, attempt } = row
  const lines = matching.slice(0, LINES_OF_CHUNK)
  const more = matching.length - lines.length
  return { seq: String(row.seq), at, subjectId, channel, attempt, lines, more, ...(run ? { run } : {}) }
}
