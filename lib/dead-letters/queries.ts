import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db, Prisma, unsafeDb } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { attemptColumns } from '../runs/attempt-columns.ts'
import type { RunCause } from '../runs/run-words.ts'
import type { DeadLetterStatusName } from './dead-letter-words.ts'
import { lettersWhere } from './letters-where.ts'
import type { DeadLetterFilters } from './schema.ts'

/** A dead letter as lists show it: without its payload. */
export type ListedLetter = {
  id: string
  runId: string
  runnerId: string
  runner: string
  environment: string
  token: string
  fingerprint: string
  cause: RunCause
  error: string
  attempts: number
  status: DeadLetterStatusName
  resolution: string | null
  createdAt: Date
  expiresAt: Date
}

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** Dead letters of the tenant, newest first, one page; `cursor` is `next` of the page before. */
export async function listDeadLetters(actor: Actor, { cursor, limit = 50, ...filters }: DeadLetterFilters & Page = {}) {
  authorise(actor, 'run:read')
  const before = cursor ? Prisma.sql`and d.id < ${cursor}` : Prisma.empty
  // Raw, since the whole condition is also what replays choose by. Names are read for the page alone.
  const rows = await unsafeDb.$queryRaw<ListedLetter[]>`
    with page as (
      select d."tenantId", d.id, d."runId", d."runnerId", d."environmentId", d.token, d.fingerprint, d.cause,
        left(d.error, 400) as error, d.attempts, d.status, d.resolution, d."createdAt", d."expiresAt"
      from "DeadLetter" d where ${lettersWhere(actor.tenantId, filters)} ${before}
      order by d.id desc limit ${limit + 1}
    )
    select p.id, p."runId", p."runnerId", r.name as runner, e.name as environment, p.token, p.fingerprint,
      p.cause::text as cause, p.error, p.attempts, p.status::text as status, p.resolution, p."createdAt", p."expiresAt"
    from page p
    join "Runner" r on r."tenantId" = p."tenantId" and r.id = p."runnerId"
    join "Environment" e on e.id = p."environmentId"
    order by p.id desc`
  const page = pageOf(rows, limit, (last) => last.id)
  return { deadLetters: page.rows, next: page.next }
}

const failedRunColumns = {
  origin: true,
  createdAt: true,
  finishedAt: true,
  inputDigest: true,
  artifactDigest: true,
  correlationId: true,
  upstreamRunId: true,
  triggerId: true,
  traceId: true,
  runner: {
    select: { id: true, name: true, status: true, pipeline: true, environment: { select: { name: true } } },
  },
} as const

/** One dead letter with its lineage, every run of its token and the replays it was in. Throws `not_found`. */
export async function getDeadLetter(actor: Actor, id: string) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const row = await db.deadLetter.findFirst({
    where: { tenantId, id },
    omit: { sample: true },
    include: { run: { select: failedRunColumns } },
  })
  if (!row) throw notFound('dead letter')
  const [runs, attempts, replays, alike, people] = await Promise.all([
    db.run.findMany({
      where: { tenantId, runnerId: row.runnerId, token: row.token },
      select: { id: true, status: true, origin: true, createdAt: true, reason: true },
      orderBy: { id: 'desc' },
      take: 20,
    }),
    db.runAttempt.findMany({
      where: { tenantId, runId: row.runId },
      select: attemptColumns,
      orderBy: { number: 'asc' },
      take: 50,
    }),
    db.replayItem.findMany({
      where: { tenantId, deadLetterId: id },
      select: { replayId: true, status: true, runId: true, reason: true, startedAt: true, endedAt: true },
      orderBy: { replayId: 'desc' },
      take: 20,
    }),
    db.deadLetter.count({ where: { tenantId, status: 'open', fingerprint: row.fingerprint } }),
    emailsOf(row.resolvedById ? [row.resolvedById] : []),
  ])
  const { run, ...letter } = row
  return {
    ...letter,
    ...run,
    createdAt: row.createdAt,
    runAskedAt: run.createdAt,
    resolvedBy: letter.resolvedById ? (people.get(letter.resolvedById) ?? letter.resolvedById) : null,
    payloadKept: letter.expiresAt > new Date(),
    /** Open ones that are the same error, this one included. */
    alike,
    runs,
    attemptRows: attempts,
    replays,
  }
}
