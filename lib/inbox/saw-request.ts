import type { RequestRow } from '../approvals/request-row.ts'
import { readRequest } from '../approvals/request-row.ts'
import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { type ChangedPart, changedFacts } from './changed-facts.ts'

/** What successive requests are about: a manifest in an environment, or the one thing that is decided. Pure. */
function topicOf(request: Pick<RequestRow, 'kind' | 'subjectId' | 'manifestId' | 'environmentId'>): string {
  const { kind, subjectId, manifestId, environmentId } = request
  return kind === 'deployment' && manifestId && environmentId
    ? `${manifestId} ${environmentId}`
    : `${kind} ${subjectId}`
}

export type ChangedSince = {
  /** The request they looked at before. */
  approvalId: string
  seenAt: Date
  status: string
  parts: ChangedPart[]
}

/** Requests whose answer stands: what came after them is a new matter, not a change of the old one. */
const answered = ['approved', 'executed', 'rejected']

/** Remembers that the actor has seen a request. */
export async function sawRequest(actor: Actor, request: RequestRow, now = new Date()): Promise<void> {
  const { tenantId, userId } = actor
  const key = { tenantId, userId, topic: topicOf(request), approvalId: request.id }
  await db.approvalView.upsert({
    where: { tenantId_userId_topic_approvalId: key },
    create: { ...key, seenAt: now },
    update: { seenAt: now },
  })
}

/** What has changed in a matter since the actor last looked at an earlier request about it; undefined when nothing has. */
export async function changedSince(actor: Actor, request: RequestRow): Promise<ChangedSince | undefined> {
  const { tenantId, userId } = actor
  const seen = await db.approvalView.findFirst({
    where: { tenantId, userId, topic: topicOf(request), approvalId: { lt: request.id } },
    orderBy: { approvalId: 'desc' },
  })
  if (!seen) return undefined
  const row = await db.approvalRequest.findFirst({ where: { tenantId, id: seen.approvalId } })
  if (!row || answered.includes(row.status)) return undefined
  const before = readRequest(row)
  const parts = changedFacts(before.facts, request.facts)
  return parts.length ? { approvalId: before.id, seenAt: seen.seenAt, status: before.status, parts } : undefined
}
