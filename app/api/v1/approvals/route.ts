import { listApprovals } from '#lib/approvals/queries.ts'
import { approvalStatus } from '#lib/approvals/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Approval requests of the tenant, newest first',
  permission: 'approval:read',
  query: pageQuery.pick({ cursor: true }).extend({
    status: approvalStatus.optional(),
  }),
  handler: (actor, { query }) => listApprovals(actor, query),
})
