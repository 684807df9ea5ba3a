import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import type { TriggerFilters } from './schema.ts'

const runner = {
  select: {
    id: true,
    name: true,
    pipeline: true,
    profile: true,
    status: true,
    environment: { select: { id: true, name: true, rank: true } },
  },
} as const

type Page = { cursor?: string | undefined; limit?: number | undefined }

/** Triggers that are armed, newest first; `cursor` is the last id of the page before. Offsets are text in JSON. */
export async function listTriggers(actor: Actor, filters: TriggerFilters & Page = {}) {
  authorise(actor, 'runner:read')
  const { kind, runnerId, environment, cursor, limit = 50 } = filters
  const rows = await db.trigger.findMany({
    where: {
      tenantId: actor.tenantId,
      active: true,
      ...(kind && { kind }),
      ...(runnerId && { runnerId }),
      ...(environment && { runner: { environment: { name: environment } } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    omit: { secretPath: true },
    include: { runner },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { triggers: page.rows.map(readable), next: page.next }
}

/** One trigger, armed or not. Throws `not_found`. */
export async function getTrigger(actor: Actor, id: string) {
  authorise(actor, 'runner:read')
  const row = await db.trigger.findFirst({
    where: { tenantId: actor.tenantId, id },
    omit: { secretPath: true },
    include: { runner },
  })
  if (!row) throw notFound('trigger')
  return readable(row)
}

/** What a schedule let go, newest first; `cursor` is the last id of the page before. Throws `not_found`. */
export async function listSkips(actor: Actor, triggerId: string, { cursor, limit = 50 }: Page = {}) {
  authorise(actor, 'runner:read')
  const { tenantId } = actor
  if (!(await db.trigger.count({ where: { tenantId, id: triggerId } }))) throw notFound('trigger')
  const rows = await db.triggerSkip.findMany({
    where: { tenantId, triggerId, ...(cursor && { id: { lt: cursor } }) },
    select: { id: true, reason: true, because: true, firstAt: true, lastAt: true, count: true },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { skips: page.rows, next: page.next }
}

/** The newest runs that a trigger started. */
export async function runsOfTrigger(actor: Actor, triggerId: string, limit = 20) {
  authorise(actor, 'run:read')
  return db.run.findMany({
    where: { tenantId: actor.tenantId, triggerId },
    select: { id: true, token: true, status: true, reason: true, createdAt: true, durationMs: true },
    orderBy: { id: 'desc' },
    take: limit,
  })
}

/** How far a topic or a folder has been read: messages behind, files that have started a run. */
export async function progressOf(actor: Actor, id: string): Promise<{ behind?: number; files?: number }> {
  authorise(actor, 'runner:read')
  const { tenantId } = actor
  const trigger = await db.trigger.findFirst({ where: { tenantId, id } })
  if (trigger?.kind === 'file_arrival') {
    return { files: await db.fileArrival.count({ where: { tenantId, triggerId: id } }) }
  }
  if (trigger?.kind !== 'topic') return {}
  const { environmentId, topicName, nextOffset } = trigger
  const topic = await db.topic.findFirst({
    where: { tenantId, environmentId, name: topicName ?? '' },
    select: { nextOffset: true },
  })
  return { behind: Number((topic?.nextOffset ?? 0n) - nextOffset) }
}

function readable<T extends { nextOffset: bigint }>({ nextOffset, ...row }: T) {
  return { ...row, nextOffset: String(nextOffset) }
}
