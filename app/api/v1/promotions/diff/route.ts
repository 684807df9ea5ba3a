import { route } from '#lib/http/route.ts'
import { compareCells } from '#lib/promotions/compare-cells.ts'
import { cellsToCompare } from '#lib/promotions/schema.ts'

export const GET = route({
  summary: 'Two runners beside each other: fields, variables, artifact, policy',
  permission: 'runner:read',
  query: cellsToCompare,
  handler: (actor, { query }) => compareCells(actor, query),
})
