import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { readLog } from '../provisioning/queries.ts'

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
