import { z } from 'zod'
import { getApproval } from '#lib/approvals/queries.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'One approval request with its votes',
  permission: 'approval:read',
  params: z.object({ approvalId: z.string() }),
  handler: (actor, { params }) => getApproval(actor, params.approvalId),
})
