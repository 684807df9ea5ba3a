import type { Statement } from '../artifacts/sign/statement.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { BareCountError, notFound } from '../errors.ts'
import { matching } from './filter-evidence.ts'
import { proofOfLeaf } from './prove-evidence.ts'
import { recordReading } from './record-reading.ts'
import { type EvidenceFilters, evidencePredicate } from './schema.ts'

const columns = {
  id: true,
  kind: true,
  at: true,
  actorId: true,
  actorLabel: true,
  result: true,
  manifestId: true,
  environmentId: true,
  runnerId: true,
  deploymentId: true,
  runId: true,
  sentence: true,
} as const

const RELATED = 10

/**
 * Evidence of the tenant, newest first, one page, without its statements; `cursor` is `next` of the page before.
 * `index` is an entry's place in the log, null in the moments before it has one.
 */
export async function listEvidence(
  actor: Actor,
  filters: EvidenceFilters = {},
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number } = {},
) {
  authorise(actor, 'evidence:read')
  await recordReading(actor, 'the evidence timeline')
  const rows = await db.evidence.findMany({
    where: { ...matching(actor, filters), ...(cursor ? { AND: [before(cursor)] } : {}) },
    select: columns,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => `${last.at.toISOString()}_${last.id}`)
  return { evidence: await withPlaces(actor, page.rows), next: page.next }
}

/**
 * One entry with its statement, its place in the log and proof (null while it waits for its batch), and what else
 * happened to the same run or deployment before and after. Throws `not_found`.
 */
export async function getEvidence(actor: Actor, id: string) {
  authorise(actor, 'evidence:read')
  const where = { tenantId: actor.tenantId, id }
  const row = await db.evidence.findFirst({ where, select: { ...columns, payload: true } })
  if (!row) throw notFound('evidence')
  await recordReading(actor, `evidence ${id}`)
  const leaf = await db.evidenceLeaf.findFirst({ where: { tenantId: actor.tenantId, evidenceId: id } })
  const { payload, ...entry } = row
  const statement = JSON.parse(Buffer.from(payload).toString()) as Statement
  return {
    ...entry,
    statement,
    predicate: evidencePredicate.parse(statement.predicate),
    proof: leaf ? await proofOfLeaf(actor.tenantId, { ...leaf, payload }) : null,
    ...(await related(actor, entry)),
  }
}

type Entry = { id: string; at: Date; deploymentId: string | null; runId: string | null }

async function related(actor: Actor, { id, at, deploymentId, runId }: Entry) {
  const same = runId ? { runId } : deploymentId ? { deploymentId } : undefined
  if (!same) return { causes: [], consequences: [] }
  const where = { tenantId: actor.tenantId, ...same }
  const [earlier, later] = await Promise.all([
    db.evidence.findMany({
      where: { ...where, AND: [before(`${at.toISOString()}_${id}`)] },
      select: columns,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: RELATED,
    }),
    db.evidence.findMany({
      where: { ...where, at: { gte: at }, OR: [{ at: { gt: at } }, { id: { gt: id } }] },
      select: columns,
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
      take: RELATED,
    }),
  ])
  return { causes: await withPlaces(actor, earlier.reverse()), consequences: await withPlaces(actor, later) }
}

async function withPlaces<T extends { id: string }>(
  actor: Actor,
  rows: T[],
): Promise<(T & { index: number | null })[]> {
  const leaves = await db.evidenceLeaf.findMany({
    where: { tenantId: actor.tenantId, evidenceId: { in: rows.map((row) => row.id) } },
    select: { evidenceId: true, index: true },
  })
  const places = new Map(leaves.map((leaf) => [leaf.evidenceId, Number(leaf.index)]))
  return rows.map((row) => ({ ...row, index: places.get(row.id) ?? null }))
}

/** What lies behind a cursor. The first condition is redundant, and is the one an index can answer. */
function before(cursor: string) {
  const [, instant, id] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)_(\w+)$/.exec(cursor) ?? []
  const at = new Date(instant ?? '')
  if (Number.isNaN(at.getTime()) || !id) {
    throw new BareCountError('invalid_input', 'The cursor is not one of ours.', {
      faults: [{ path: 'cursor', message: 'Give `next` of the page before, unchanged.' }],
    })
  }
  return { at: { lte: at }, OR: [{ at: { lt: at } }, { id: { lt: id } }] }
}
