import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'

/** Runs that one led to, or that share its correlation, are named up to so many; the list of runs has them all. */
const NAMED = 20

const named = {
  id: true,
  status: true,
  token: true,
  createdAt: true,
  runner: { select: { name: true, environment: { select: { name: true } } } },
} as const

/**
 * Where a run comes from and what it led to: the trigger, the run whose success began it and those its own began, the one
 * it repeats and the one that repeats it, what failed for good, and what its caller calls one thing. Throws `not_found`.
 */
export async function runLineage(actor: Actor, id: string) {
  authorise(actor, 'run:read')
  const { tenantId } = actor
  const run = await db.run.findFirst({
    where: { tenantId, id },
    select: {
      triggerId: true,
      upstreamRunId: true,
      replayOfId: true,
      replayedById: true,
      correlationId: true,
      deadLetter: { select: { id: true, status: true } },
    },
  })
  if (!run) throw notFound('run')
  const { triggerId, correlationId, upstreamRunId, replayOfId, replayedById } = run
  const ids = [upstreamRunId, replayOfId, replayedById].filter((one) => one !== null)
  const [trigger, linked, downstream, correlated] = await Promise.all([
    triggerId
      ? db.trigger.findFirst({ where: { tenantId, id: triggerId }, select: { id: true, kind: true, cron: true } })
      : null,
    ids.length ? db.run.findMany({ where: { tenantId, id: { in: ids } }, select: named }) : [],
    db.run.findMany({ where: { tenantId, upstreamRunId: id }, select: named, orderBy: { id: 'asc' }, take: NAMED }),
    correlationId
      ? db.run.findMany({
          where: { tenantId, correlationId, id: { not: id } },
          select: named,
          orderBy: { id: 'desc' },
          take: NAMED,
        })
      : [],
  ])
  const one = (wanted: string | null) => linked.find((row) => row.id === wanted) ?? null
  return {
    trigger,
    upstream: one(upstreamRunId),
    replayOf: one(replayOfId),
    replayedBy: one(replayedById),
    deadLetter: run.deadLetter,
    downstream,
    correlationId,
    correlated,
  }
}

export type RunLineage = Awaited<ReturnType<typeof runLineage>>
