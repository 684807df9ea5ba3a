import { z } from 'zod'
import { listApprovals } from '#lib/approvals/queries.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Approval requests of the tenant, newest first',
  permission: 'approval:read',
  query: pageQuery.pick({ cursor: true }).extend({
    status: z.enum(['open', 'approved', 'rejected', 'expired', 'superseded', 'withdrawn']).optional(),
  }),
  handler: (actor, { query }) => listApprovals(actor, query),
})
