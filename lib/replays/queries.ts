import type { z } from 'zod'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, Prisma, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { countItems } from './count-items.ts'
import type { Rehearsal } from './rehearsal.ts'
import type { itemFilters, ReplayOutcome, replayFilters } from './schema.ts'

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** Replays of the tenant, newest first, one page; `cursor` is the last id of the page before. */
export async function listReplays(
  actor: Actor,
  { status, cursor, limit = 50 }: z.output<typeof replayFilters> & Page = {},
) {
  authorise(actor, 'run:read')
  const rows = await db.replay.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(status ? { status } : {}),
      ...(cursor ? { id: { lt: cursor } } : {}),
    },
    select: {
      id: true,
      status: true,
      reason: true,
      itemCount: true,
      mass: true,
      requestedByLabel: true,
      createdAt: true,
      startedAt: true,
      finishedAt: true,
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { replays: page.rows, next: page.next }
}

/** One replay with how its tokens stand now, and the request about it. Throws `not_found`. */
export async function getReplay(actor: Actor, id: string) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const [row, counts, approval] = await Promise.all([
    db.replay.findFirst({ where: { tenantId, id } }),
    countItems(db, { tenantId, replayId: id }),
    db.approvalRequest.findFirst({
      where: { tenantId, kind: 'mass_replay', subjectId: id },
      select: { id: true, status: true },
      orderBy: { id: 'desc' },
    }),
  ])
  if (!row) throw notFound('replay')
  return { ...row, rehearsal: row.rehearsal as unknown as Rehearsal, counts, approval }
}

export type ReplayView = Awaited<ReturnType<typeof getReplay>>

/** One token of a replay, with what became of it. */
export type ReportRow = {
  seq: number
  token: string
  runner: string
  environment: string
  deadLetterId: string
  failedRunId: string
  outcome: ReplayOutcome
  runId: string | null
  reason: string | null
  startedAt: Date | null
  endedAt: Date | null
}

/** The report of a replay, token by token in the order of its list; `cursor` is `next` of the page before. */
export async function listItems(
  actor: Actor,
  replayId: string,
  { outcome, cursor, limit = 100 }: z.output<typeof itemFilters> & Page = {},
) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  if (!(await db.replay.count({ where: { tenantId, id: replayId } }))) throw notFound('replay')
  const after = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : 0
  const rows = await unsafeDb.$queryRaw<ReportRow[]>`
    select i.seq, i.token, r.name as runner, e.name as environment, i."deadLetterId", i."failedRunId",
      i.status::text as outcome, i."runId", i.reason, i."startedAt", i."endedAt"
    from (
      select * from "ReplayItem" i
      where i."tenantId" = ${tenantId} and i."replayId" = ${replayId} and i.seq > ${after}
        ${outcome ? Prisma.sql`and i.status = ${outcome}::"ReplayItemStatus"` : Prisma.empty}
      order by i.seq limit ${limit + 1}
    ) i
    join "Runner" r on r."tenantId" = i."tenantId" and r.id = i."runnerId"
    join "Environment" e on e.id = r."environmentId"
    order by i.seq`
  const page = pageOf(rows, limit, (last) => String(last.seq))
  return { items: page.rows, next: page.next }
}
