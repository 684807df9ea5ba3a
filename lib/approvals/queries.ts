import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import type { ApprovalStatus } from '../db/generated/enums.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { countVotes } from './count-votes.ts'
import { sayConflict } from './involved.ts'
import { readMembers } from './people.ts'
import { readRequest, slotsOf } from './request-row.ts'
import { standing } from './standing.ts'

const PAGE = 50

/** Requests of the tenant, newest first; `status` defaults to those that wait. */
export async function listApprovals(actor: Actor, options: { status?: ApprovalStatus; cursor?: string } = {}) {
  authorise(actor, 'approval:read')
  const { tenantId } = actor
  const rows = await db.approvalRequest.findMany({
    where: {
      tenantId,
      status: options.status ?? 'open',
      ...(options.cursor ? { id: { lt: options.cursor } } : {}),
    },
    select: {
      id: true,
      kind: true,
      status: true,
      summary: true,
      risks: true,
      slots: true,
      required: true,
      createdAt: true,
      expiresAt: true,
      dueAt: true,
      startsAt: true,
      requestedById: true,
      subjectId: true,
      deploymentId: true,
      environmentId: true,
      manifestId: true,
      votes: { select: { id: true, userId: true, onBehalfOfId: true, verdict: true, fills: true, at: true } },
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = pageOf(rows, PAGE, (last) => last.id)
  const voters = page.rows.flatMap(({ votes }) =>
    votes.flatMap((vote) => [vote.userId, vote.onBehalfOfId ?? []].flat()),
  )
  const [members, environments] = await Promise.all([
    readMembers(db, tenantId, [...new Set(voters)]),
    db.environment.findMany({ select: { id: true, name: true } }),
  ])
  const people = new Map(members.map((member) => [member.userId, member]))
  const names = new Map(environments.map(({ id, name }) => [id, name]))
  const approvals = page.rows.map(({ environmentId, ...row }) => {
    const { slots, ...stand } = standing(slotsOf(row), row.votes, people)
    return { ...row, environmentId, environment: names.get(environmentId ?? ''), stand }
  })
  return { approvals, next: page.next }
}

/** One request with its votes, what it is bound to, how it stands, and whether the actor may decide it. Throws `not_found`. */
export async function getApproval(actor: Actor, id: string) {
  authorise(actor, 'approval:read')
  const { tenantId } = actor
  const row = await db.approvalRequest.findFirst({
    where: { tenantId, id },
    include: {
      deployment: {
        include: {
          manifest: { select: { id: true, name: true } },
          environment: true,
          manifestVersion: { include: { source: { select: { uploadedById: true } } } },
        },
      },
    },
  })
  if (!row) throw notFound('approval request')
  const request = readRequest(row)
  const { stand, votes, involved } = await countVotes(db, request, [actor.userId])
  const part = involved.find(({ userId }) => userId === actor.userId)
  const conflict = may(actor, 'approval:decide') ? part && sayConflict(part) : 'Your role does not decide approvals.'
  return { ...request, votes, stand, involved, conflict }
}
