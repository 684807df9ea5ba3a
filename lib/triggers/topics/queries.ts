import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { pageOf } from '../../db/page.ts'
import { notFound } from '../../errors.ts'
import type { TopicFilters } from './schema.ts'

const environment = { select: { id: true, name: true, rank: true } } as const

/** Topics, newest first; `cursor` is the last id of the page before. Offsets are text: JSON has no integer this large. */
export async function listTopics(
  actor: Actor,
  { name, environment: of, cursor, limit = 50 }: TopicFilters & { cursor?: string | undefined; limit?: number } = {},
) {
  authorise(actor, 'runner:read')
  const rows = await db.topic.findMany({
    where: {
      tenantId: actor.tenantId,
      ...(name && { name }),
      ...(of && { environment: { name: of } }),
      ...(cursor && { id: { lt: cursor } }),
    },
    include: { environment },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  return { topics: page.rows.map(view), next: page.next }
}

/** One topic with who reads it and how far behind each is. Throws `not_found`. */
export async function getTopic(actor: Actor, id: string) {
  authorise(actor, 'runner:read')
  const row = await db.topic.findFirst({ where: { tenantId: actor.tenantId, id }, include: { environment } })
  if (!row) throw notFound('topic')
  const readers = await db.trigger.findMany({
    where: { tenantId: actor.tenantId, environmentId: row.environmentId, topicName: row.name, active: true },
    select: { id: true, nextOffset: true, heldBack: true, runner: { select: { id: true, name: true } } },
  })
  return {
    ...view(row),
    readers: readers.map(({ nextOffset, ...reader }) => ({
      ...reader,
      nextOffset: String(nextOffset),
      behind: Number(row.nextOffset - nextOffset),
    })),
  }
}

/** Messages of a topic from an offset on, in order, with their payloads. Throws `not_found`. */
export async function listMessages(actor: Actor, topicId: string, from = 0n, limit = 50) {
  authorise(actor, 'runner:read')
  const { tenantId } = actor
  if (!(await db.topic.count({ where: { tenantId, id: topicId } }))) throw notFound('topic')
  const rows = await db.topicMessage.findMany({
    where: { tenantId, topicId, offset: { gte: from } },
    select: { offset: true, key: true, payload: true, publishedAt: true, publishedByLabel: true },
    orderBy: { offset: 'asc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => String(last.offset + 1n))
  return { messages: page.rows.map(({ offset, ...row }) => ({ ...row, offset: String(offset) })), next: page.next }
}

type Row = { id: string; name: string; nextOffset: bigint; firstOffset: bigint; createdAt: Date } & {
  environment: { id: string; name: string; rank: number }
}
const view = ({ id, name, nextOffset, firstOffset, createdAt, environment: of }: Row) => {
  return { id, name, environment: of, nextOffset: String(nextOffset), firstOffset: String(firstOffset), createdAt }
}
