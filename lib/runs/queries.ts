import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { readLog } from '../provisioning/queries.ts'
import type { RunFilters } from './schema.ts'

const listed = {
  id: true,
  runnerId: true,
  token: true,
  origin: true,
  status: true,
  attempt: true,
  cause: true,
  reason: true,
  coldStart: true,
  durationMs: true,
  maxMemoryMib: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  runner: { select: { name: true, environment: { select: { name: true, rank: true } } } },
} as const

/** Runs, newest first, without input and result; `cursor` is the last id of the page before. */
export async function listRuns(
  actor: Actor,
  filters: RunFilters & { cursor?: string | undefined; limit?: number } = {},
) {
  authorise(actor, 'run:read')
  const limit = filters.limit ?? 50
  const rows = await db.run.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(filters.runnerId ? { runnerId: filters.runnerId } : {}),
      ...(filters.status ? { status: filters.status } : {}),
      ...(filters.origin ? { origin: filters.origin } : {}),
      ...(filters.token ? { token: filters.token } : {}),
      ...(filters.environment ? { runner: { environment: { name: filters.environment } } } : {}),
      ...(filters.cursor ? { id: { lt: filters.cursor } } : {}),
    },
    select: listed,
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { runs: page.rows, next: page.next }
}

/** One run with input, result and what isolation it had. Throws `not_found`. */
export async function getRun(actor: Actor, id: string) {
  authorise(actor, 'run:read')
  const row = await db.run.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      runner: {
        select: {
          id: true,
          name: true,
          manifestId: true,
          runnerClass: true,
          size: true,
          profile: true,
          environment: { select: { name: true, rank: true } },
        },
      },
    },
  })
  if (!row) throw notFound('run')
  const { costMicros, ...run } = row
  // JSON has no integer this large.
  return { ...run, costMicros: costMicros === null ? null : String(costMicros) }
}

/** Log chunks of a run after `after`, in order. Throws `not_found`. */
export async function readRunLog(actor: Actor, id: string, after = 0n) {
  authorise(actor, 'run:read')
  const found = await db.run.count({ where: { tenantId: actor.tenantId, id } })
  if (!found) throw notFound('run')
  return readLog(actor, id, after)
}
