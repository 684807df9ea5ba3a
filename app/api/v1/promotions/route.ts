import { pageQuery, route } from '#lib/http/route.ts'
import { promotionBoard } from '#lib/promotions/board.ts'
import { promoteRunner } from '#lib/promotions/promote-runner.ts'
import { boardFilters, promoteInput } from '#lib/promotions/schema.ts'

export const GET = route({
  summary: 'The promotion board: what each environment has of each manifest, by name',
  permission: 'runner:read',
  query: pageQuery.extend(boardFilters.shape),
  handler: (actor, { query }) => promotionBoard(actor, query),
})

export const POST = route({
  summary: 'Take the same digests to a higher environment',
  permission: 'deployment:request',
  body: promoteInput,
  status: 202,
  handler: (actor, { body }) => promoteRunner(actor, body),
})
