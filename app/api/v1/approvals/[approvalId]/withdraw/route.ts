import { z } from 'zod'
import { withdrawApproval } from '#lib/approvals/withdraw-approval.ts'
import { route } from '#lib/http/route.ts'

export const POST = route({
  summary: 'Take back one’s vote, or one’s own request',
  permission: 'approval:read',
  params: z.object({ approvalId: z.string() }),
  body: z.object({ comment: z.string().trim().max(2000).default('') }),
  handler: (actor, { params, body }) => withdrawApproval(actor, { ...params, ...body }),
})
