import { z } from 'zod'
import { decideApproval } from '#lib/approvals/decide-approval.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Approve or reject',
  permission: 'approval:decide',
  params: z.object({ approvalId: z.string() }),
  body: z.object({ approve: z.boolean(), comment: z.string().trim().max(2000).default('') }).strict(),
  handler: (actor, { params, body }) => decideApproval(actor, { approvalId: params.approvalId, ...body }),
})
