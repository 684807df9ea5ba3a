import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import type { RunnerFilters } from './schema.ts'

/** Runs a heat strip shows: two rows of a phone. */
const STRIP = 60

const environment = { select: { id: true, name: true, rank: true } } as const

/** Runners, newest first, without destroyed ones unless asked for; `cursor` is the last id of the page before. */
export async function listRunners(
  actor: Actor,
  filters: RunnerFilters & { cursor?: string | undefined; limit?: number } = {},
) {
  authorise(actor, 'runner:read')
  const limit = filters.limit ?? 50
  const rows = await db.runner.findMany({
    where: {
      tenantId: actor.tenantId,
      status: filters.status ?? { not: 'destroyed' },
      ...(filters.manifestId ? { manifestId: filters.manifestId } : {}),
      ...(filters.name ? { name: filters.name } : {}),
      ...(filters.environment ? { environment: { name: filters.environment } } : {}),
      ...(filters.cursor ? { id: { lt: filters.cursor } } : {}),
    },
    omit: { spec: true, isolation: true },
    include: { environment, manifestVersion: { select: { version: true } } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { runners: page.rows, next: page.next }
}

/** One runner by id, or by `name@environment`. With its triggers. Throws `not_found`. */
export async function getRunner(actor: Actor, idOrName: string) {
  authorise(actor, 'runner:read')
  const [name, environmentName] = idOrName.split('@')
  const row = await db.runner.findFirst({
    where: {
      tenantId: actor.tenantId,
      ...(name && environmentName ? { name, environment: { name: environmentName } } : { id: idOrName }),
    },
    include: {
      environment,
      manifestVersion: { select: { id: true, version: true, digest: true } },
      // Offsets of topics are the triggers' own to say, and no integer of JSON.
      triggers: { where: { active: true }, orderBy: { id: 'asc' }, omit: { nextOffset: true } },
    },
  })
  if (!row) throw notFound('runner')
  return row
}

/** The newest runs of a runner, the oldest first, as a heat strip shows them. */
export async function recentRuns(actor: Actor, runnerId: string) {
  authorise(actor, 'run:read')
  const rows = await db.run.findMany({
    where: { tenantId: actor.tenantId, runnerId },
    select: { id: true, status: true, durationMs: true, createdAt: true },
    orderBy: { id: 'desc' },
    take: STRIP,
  })
  return rows.reverse()
}
