import { systemActorOf } from '../auth/system-actor-of.ts'
import { type Tx, transaction, unsafeDb } from '../db/client.ts'
import { appendEvidence } from '../evidence/append-evidence.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { aboutRequest } from './close-request.ts'
import { type Counted, countVotes } from './count-votes.ts'
import { lockRequest } from './lock-request.ts'
import { couldFill, readMembers } from './people.ts'
import type { RequestRow } from './request-row.ts'

const BATCH = 100

/**
 * Tells people of what waits too long. When a request is due, whoever could fill what is still empty; when as much time
 * again has passed, the admins of the tenant and the platform's. Each once. Returns how many requests it was about.
 */
export async function remindApprovers(now: Date): Promise<number> {
  // Over every tenant, since time does. Raw: the second word is due a span after the first.
  const late = await unsafeDb.$queryRaw<{ tenantId: string; id: string }[]>`
    select "tenantId", id from "ApprovalRequest"
    where status = 'open' and "escalatedAt" is null and "dueAt" <= ${now}::timestamptz
      and ("remindedAt" is null or "dueAt" + ("dueAt" - "createdAt") <= ${now}::timestamptz)
    order by "dueAt" limit ${BATCH}`
  for (const { tenantId, id } of late) await transaction((tx) => remind(tx, tenantId, id, now))
  return late.length
}

async function remind(tx: Tx, tenantId: string, id: string, now: Date): Promise<void> {
  const request = await lockRequest(tx, tenantId, id)
  const { dueAt, createdAt, remindedAt, escalatedAt, status } = request
  if (status !== 'open' || !dueAt || escalatedAt || request.expiresAt <= now) return
  const escalates = now.getTime() >= 2 * dueAt.getTime() - createdAt.getTime()
  if (remindedAt && !escalates) return
  const counted = await countVotes(tx, request)
  const people = escalates ? await whoRuns(tx, tenantId) : await whoCould(tx, request, counted)
  await tx.approvalRequest.updateMany({
    where: { tenantId, id },
    data: escalates ? { escalatedAt: now, remindedAt: remindedAt ?? now } : { remindedAt: now },
  })
  await appendEvidence(tx, {
    kind: 'approval.late',
    actor: await systemActorOf(tenantId, 'scheduler', tx),
    result: 'info',
    ...aboutRequest(request),
    approvalKind: request.kind,
    decisionDigest: request.decisionDigest,
    escalated: escalates,
    told: people.length,
    missing: counted.stand.missing,
  })
  await notifyUsers(tx, tenantId, people, {
    kind: 'approval_due',
    sentence: `${request.summary} waits since ${createdAt.toISOString()}${escalates ? ', and nobody decides' : ''}.`,
    link: `/approvals/${id}`,
    subjectIds: [id, request.subjectId],
  })
}

/** Members who could fill a place that is still empty, have not voted and have no part in it. */
async function whoCould(tx: Tx, request: RequestRow, { stand, votes, involved }: Counted): Promise<string[]> {
  const empty = stand.slots.filter(({ missing }) => missing > 0).map(({ slot }) => slot)
  const out = new Set([...votes, ...involved].map(({ userId }) => userId))
  const members = await readMembers(tx, request.tenantId)
  return members.filter((member) => couldFill(member, empty) && !out.has(member.userId)).map(({ userId }) => userId)
}

async function whoRuns(tx: Tx, tenantId: string): Promise<string[]> {
  const admins = await tx.membership.findMany({
    where: { tenantId, roles: { has: 'admin' }, user: { disabledAt: null } },
    select: { userId: true },
  })
  const platform = await tx.user.findMany({ where: { platformAdmin: true, disabledAt: null }, select: { id: true } })
  return [...admins.map(({ userId }) => userId), ...platform.map(({ id }) => id)]
}
