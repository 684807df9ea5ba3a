import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { getRunner } from '../../catalog/queries.ts'
import { db } from '../../db/client.ts'
import { pageOf } from '../../db/page.ts'
import { notFound } from '../../errors.ts'
import { readLog } from '../queries.ts'
import { specDigestOf } from './runner-facts.ts'

const PAGE = 20

const shown = {
  id: true,
  runnerId: true,
  kind: true,
  status: true,
  reason: true,
  synthetic: true,
  artifactDigest: true,
  createdAt: true,
  readyAt: true,
  busyAt: true,
  stoppedAt: true,
} as const

/** An instance as lists show it. `current` says whether it is of the version that takes work. */
export type InstanceRow = Awaited<ReturnType<typeof listInstances>>['instances'][number]

/**
 * Containers or hosts of a runner, the living ones and those before them, newest first; `cursor` is the last id of the
 * page before. Throws `not_found`.
 */
export async function listInstances(actor: Actor, runnerId: string, { cursor }: { cursor?: string | undefined } = {}) {
  authorise(actor, 'runner:read')
  const runner = await getRunner(actor, runnerId)
  const rows = await db.instance.findMany({
    where: { tenantId: actor.tenantId, runnerId: runner.id, ...(cursor ? { id: { lt: cursor } } : {}) },
    select: { ...shown, specDigest: true },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const now = specDigestOf(runner.spec as object)
  const page = pageOf(rows, PAGE, (last) => last.id)
  return {
    instances: page.rows.map(({ specDigest, ...row }) => ({ ...row, current: specDigest === now })),
    next: page.next,
  }
}

/** One instance, with its runner and the walls that stood around it. Throws `not_found`. */
export async function getInstance(actor: Actor, id: string) {
  authorise(actor, 'runner:read')
  const row = await db.instance.findFirst({
    where: { tenantId: actor.tenantId, id },
    select: {
      ...shown,
      isolation: true,
      runner: { select: { id: true, name: true, environment: { select: { name: true } } } },
    },
  })
  if (!row) throw notFound('instance')
  return row
}

/** What an instance wrote, from `after` on. Throws `not_found`. */
export async function readInstanceLog(actor: Actor, id: string, after: bigint) {
  await getInstance(actor, id)
  return readLog(actor, id, after)
}
