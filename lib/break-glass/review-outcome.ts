import type { Involved } from '../approvals/involved.ts'
import type { Outcome } from '../approvals/outcomes.ts'
import type { RequestRow } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import { systemClock } from '../clock.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError, notFound } from '../errors.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyMembers } from '../notifications/notify-members.ts'
import { askForReview } from './ask-for-review.ts'
import { lockGlass, type NamedGlass, namedRow, nameOf, sayGlass } from './named-glass.ts'
import { watchers } from './open-break-glass.ts'

/**
 * What follows from a review. Whatever the reviewer thinks of it, the uses are looked at and the environment goes on; a
 * review that nobody makes is asked for again, and none is taken back.
 */
export const reviewOutcome: Outcome = {
  lock: (tx, { tenantId, subjectId }) => lockGlass(tx, { tenantId, id: subjectId }),
  involved: (tx, request) => involvedInUse(tx, request),
  approved: async (tx, actor, request) => {
    const comment = await commentOf(tx, request)
    if (!comment) {
      const message = 'Say what you found, in a sentence.'
      throw new BareCountError('invalid_input', message, { faults: [{ path: 'comment', message }] })
    }
    await close(tx, actor, request, { justified: true, comment })
  },
  rejected: (tx, actor, request, comment) => close(tx, actor, request, { justified: false, comment }),
  unanswered: async (tx, actor, request, how) => {
    if (how === 'withdrawn') {
      throw new BareCountError('invalid_state', 'The review of a break-glass is not taken back.', {
        remedy: 'Somebody who did not use it has to look at it.',
      })
    }
    await askForReview(tx, actor, await glassOf(tx, request))
  },
}

async function glassOf(tx: Tx, { tenantId, subjectId }: RequestRow): Promise<NamedGlass> {
  const glass = await tx.breakGlass.findFirst({ where: { tenantId, id: subjectId }, include: namedRow })
  if (!glass) throw notFound('break-glass')
  return glass
}

/** Who opened it, and who asked for what passed by it or set it going again. */
async function involvedInUse(tx: Tx, { tenantId, subjectId }: RequestRow): Promise<Involved[]> {
  const glass = await tx.breakGlass.findFirst({ where: { tenantId, id: subjectId }, select: { openedById: true } })
  const uses = await tx.breakGlassUse.findMany({
    where: { tenantId, breakGlassId: subjectId },
    select: { requestedById: true, deploymentId: true, deployment: { select: { resumedByIds: true } } },
  })
  return [
    ...(glass ? [{ userId: glass.openedById, why: 'used' as const }] : []),
    ...uses.flatMap(({ requestedById, deploymentId: detail, deployment }) => [
      { userId: requestedById, why: 'requested' as const, detail },
      ...deployment.resumedByIds.map((userId) => ({ userId, why: 'resumed' as const, detail })),
    ]),
  ]
}

/** What the reviewer wrote; the vote is there before it is counted. */
async function commentOf(tx: Tx, { tenantId, id }: RequestRow): Promise<string | undefined> {
  const vote = await tx.approvalVote.findFirst({
    where: { tenantId, approvalId: id, verdict: 'approve' },
    select: { comment: true },
    orderBy: { id: 'desc' },
  })
  return vote?.comment?.trim() || undefined
}

async function close(
  tx: Tx,
  actor: Actor,
  request: RequestRow,
  { justified, comment }: { justified: boolean; comment: string },
): Promise<void> {
  const glass = await glassOf(tx, request)
  const { tenantId, id } = glass
  const where = { tenantId, breakGlassId: id, reviewedAt: null }
  const uses = await tx.breakGlassUse.findMany({
    where,
    select: { deploymentId: true },
    orderBy: { deploymentId: 'asc' },
  })
  await tx.breakGlassUse.updateMany({ where, data: { reviewedAt: systemClock.now() } })
  await appendEvidence(tx, {
    kind: 'break_glass.reviewed',
    actor,
    result: justified ? 'succeeded' : 'failed',
    ...nameOf(glass),
    approvalId: request.id,
    justified,
    comment,
    deployments: uses.map(({ deploymentId }) => deploymentId),
  })
  await notifyMembers(tx, tenantId, watchers, {
    kind: 'break_glass',
    sentence: `${actor.label} reviewed the break-glass for ${sayGlass(glass)}: ${justified ? 'justified' : 'not justified'}. ${comment}`,
    link: '/exceptions/break-glass',
    subjectIds: [id],
  })
}
