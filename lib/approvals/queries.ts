import type { Actor } from '../auth/actor.ts'
import { authorise, may } from '../auth/authorise.ts'
import { db } from '../db/client.ts'
import type { ApprovalStatus } from '../db/generated/enums.ts'
import { pageOf } from '../db/page.ts'
import { notFound } from '../errors.ts'
import { conflictOf, quorum } from './quorum.ts'

const PAGE = 50

/** Requests of the tenant, newest first; `status` defaults to those that wait. */
export async function listApprovals(actor: Actor, options: { status?: ApprovalStatus; cursor?: string } = {}) {
  authorise(actor, 'approval:read')
  const rows = await db.approvalRequest.findMany({
    where: {
      tenantId: actor.tenantId,
      status: options.status ?? 'open',
      ...(options.cursor ? { id: { lt: options.cursor } } : {}),
    },
    select: {
      id: true,
      status: true,
      summary: true,
      required: true,
      createdAt: true,
      expiresAt: true,
      requestedById: true,
      deploymentId: true,
      deployment: { select: { manifest: { select: { name: true } }, environment: { select: { name: true } } } },
      votes: { select: { userId: true, approve: true, at: true } },
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = pageOf(rows, PAGE, (last) => last.id)
  return { approvals: page.rows, next: page.next }
}

/** One request with its votes, what it is bound to, and whether the actor may decide it. Throws `not_found`. */
export async function getApproval(actor: Actor, id: string) {
  authorise(actor, 'approval:read')
  const request = await db.approvalRequest.findFirst({
    where: { tenantId: actor.tenantId, id },
    include: {
      votes: { orderBy: { at: 'asc' } },
      deployment: {
        include: {
          manifest: { select: { id: true, name: true } },
          environment: true,
          manifestVersion: { include: { source: { select: { uploadedById: true } } } },
        },
      },
    },
  })
  if (!request) throw notFound('approval request')
  const version = request.deployment.manifestVersion
  const conflict = may(actor, 'approval:decide')
    ? conflictOf(actor.userId, {
        requestedById: request.requestedById,
        authoredById: version.createdById,
        sourceUploadedById: version.source?.uploadedById,
      })
    : 'Your role does not decide approvals.'
  return { ...request, stand: quorum(request.votes, request.required), conflict }
}
