import { readRequest } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { emailsOf } from '../auth/emails-of.ts'
import { db } from '../db/client.ts'
import { notFound } from '../errors.ts'
import { actorForRequest } from './actor-for-request.ts'
import { decisionKinds } from './decision-kinds.ts'
import { peopleOfRequest } from './people-of-request.ts'
import { changedSince, sawRequest } from './saw-request.ts'

/**
 * Everything about one request that the person behind `actor` reads before they decide, in the tenant it belongs to;
 * and a note that they have seen it, so that what changes later is told apart. Throws `not_found`.
 */
export async function readDecision(actor: Actor, approvalId: string) {
  const there = await actorForRequest(actor, approvalId)
  authorise(there, 'approval:read')
  const { tenantId, userId } = there
  const row = await db.approvalRequest.findFirst({ where: { tenantId, id: approvalId } })
  if (!row) throw notFound('approval request')
  const request = readRequest(row)
  const [requesterName, snooze, changed, people] = await Promise.all([
    nameOf(request.requestedById),
    db.approvalSnooze.findFirst({ where: { tenantId, userId, approvalId, until: { gt: new Date() } } }),
    changedSince(there, request),
    peopleOfRequest(there, request),
  ])
  const body = await decisionKinds[request.kind](there, request, requesterName)
  await sawRequest(there, request)
  return {
    request: {
      id: request.id,
      kind: request.kind,
      status: request.status,
      summary: request.summary,
      risks: request.risks,
      createdAt: request.createdAt,
      expiresAt: request.expiresAt,
      dueAt: request.dueAt,
      startsAt: request.startsAt,
      decidedAt: request.decidedAt,
      decisionDigest: request.decisionDigest,
      mine: request.requestedById === userId,
    },
    tenant: { slug: there.tenantSlug, current: tenantId === actor.tenantId },
    requester: requesterName,
    snoozedUntil: snooze?.until ?? null,
    changed,
    people,
    body,
  }
}

export type DecisionView = Awaited<ReturnType<typeof readDecision>>

async function nameOf(userId: string): Promise<string> {
  return (await emailsOf([userId])).get(userId) ?? userId
}
