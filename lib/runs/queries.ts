import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { readLog } from '../provisioning/queries.ts'
import { runTags } from '../usage/run-tags.ts'
import { attemptColumns } from './attempt-columns.ts'

/** Attempts that come with a run: the newest. */
const MOST_ATTEMPTS = 100

const attempt = {
  ...attemptColumns,
  decisionId: true,
  coldStart: true,
  initMs: true,
  maxMemoryMib: true,
  costMicros: true,
  logDigest: true,
  metrics: true,
  spanId: true,
  silentFrom: true,
  silentUntil: true,
} as const

/** One run with its attempts, the newest first, input, result and what isolation it had. Throws `not_found`. */
export async function getRun(actor: Actor, id: string) {
  authorise(actor, 'run:read')
  const row = await db.run.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      attempts: { select: attempt, orderBy: { number: 'desc' }, take: MOST_ATTEMPTS },
      runner: {
        select: {
          id: true,
          name: true,
          manifestId: true,
          runnerClass: true,
          size: true,
          profile: true,
          pipeline: true,
          environment: { select: { name: true, rank: true } },
          manifestVersion: { select: { normalised: true } },
        },
      },
    },
  })
  if (!row) throw notFound('run')
  const { attempts, runner: found, ...run } = row
  const { manifestVersion, ...runner } = found
  const tags = runTags({
    tenant: actor.tenantSlug,
    runnerClass: run.runnerClass,
    runner,
    manifest: manifestVersion.normalised,
  })
  return { ...withCost(run), runner, tags, attempts: attempts.map(withCost) }
}

/** JSON has no integer this large. */
const withCost = <T extends { costMicros: bigint | null }>({ costMicros, ...row }: T) => ({
  ...row,
  costMicros: costMicros === null ? null : String(costMicros),
})

/** Log chunks of a run after `after`, in order; of one attempt alone when it is named. Throws `not_found`. */
export async function readRunLog(actor: Actor, id: string, after = 0n, ofAttempt?: number) {
  authorise(actor, 'run:read')
  const found = await db.run.count({ where: { tenantId: actor.tenantId, id } })
  if (!found) throw notFound('run')
  return readLog(actor, id, after, { attempt: ofAttempt })
}
