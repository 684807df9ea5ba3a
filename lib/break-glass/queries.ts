import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import { pageOf } from '../db/page.ts'
import { namedRow } from './named-glass.ts'
import type { BreakGlassState } from './schema.ts'

/** How one stands: open at the instant, else waiting for its review when it was used, else closed. Pure. */
export function stateAt(
  { closedAt, until }: { closedAt: Date | null; until: Date },
  unreviewed: number,
  at: Date,
): BreakGlassState {
  if (closedAt === null && until > at) return 'open'
  return unreviewed > 0 ? 'unreviewed' : 'closed'
}

/** Break-glass of the tenant, newest first, with what passed by each; `cursor` is the last id of the page before. */
export async function listBreakGlass(
  actor: Actor,
  { cursor, limit = 50 }: { cursor?: string | undefined; limit?: number | undefined } = {},
) {
  authorise(actor, 'policy:read')
  const { tenantId } = actor
  const rows = await db.breakGlass.findMany({
    where: { tenantId, ...(cursor ? { id: { lt: cursor } } : {}) },
    include: {
      ...namedRow,
      uses: {
        select: {
          deploymentId: true,
          passedOver: true,
          at: true,
          reviewedAt: true,
          deployment: { select: { manifest: { select: { name: true } } } },
        },
        orderBy: { at: 'asc' },
      },
    },
    orderBy: { id: 'desc' },
    take: limit + 1,
  })
  const page = pageOf(rows, limit, (last) => last.id)
  const now = new Date()
  const reviews = await reviewsOf(
    tenantId,
    page.rows.map(({ id }) => id),
  )
  const breakGlass = page.rows.map(({ uses, ...row }) => ({
    ...row,
    state: stateAt(row, uses.filter(({ reviewedAt }) => !reviewedAt).length, now),
    uses: uses.map(({ deployment, ...use }) => ({ ...use, manifest: deployment.manifest.name })),
    review: reviews.find(({ subjectId }) => subjectId === row.id),
  }))
  return { breakGlass, next: page.next }
}

/** What is open in the tenant now, for everybody in it to see. */
export async function openGlass(actor: Actor) {
  authorise(actor, 'policy:read')
  const now = new Date()
  const rows = await db.breakGlass.findMany({
    where: { tenantId: actor.tenantId, closedAt: null, openedAt: { lte: now }, until: { gt: now } },
    select: { id: true, reason: true, openedByLabel: true, until: true, ...namedRow },
    orderBy: { until: 'desc' },
    take: 5,
  })
  return rows
}

/** The newest review of each. */
async function reviewsOf(tenantId: string, ids: readonly string[]) {
  const rows = await db.approvalRequest.findMany({
    where: { tenantId, kind: 'break_glass_review', subjectId: { in: [...ids] } },
    select: {
      id: true,
      subjectId: true,
      status: true,
      votes: { select: { comment: true }, orderBy: { at: 'desc' }, take: 1 },
    },
    orderBy: { id: 'desc' },
  })
  return rows.map(({ votes, ...row }) => ({ ...row, comment: votes[0]?.comment ?? null }))
}
