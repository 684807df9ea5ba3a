import { z } from 'zod'
import { decideApproval } from '#lib/approvals/decide-approval.ts'
import { decision } from '#lib/approvals/schema.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Approve, or reject and say why',
  permission: 'approval:decide',
  params: z.object({ approvalId: z.string() }),
  body: decision,
  handler: (actor, { params, body }) => decideApproval(actor, { approvalId: params.approvalId, ...body }),
})
