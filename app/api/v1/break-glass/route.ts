import { openBreakGlass } from '#lib/break-glass/open-break-glass.ts'
import { listBreakGlass } from '#lib/break-glass/queries.ts'
import { openBreakGlassInput } from '#lib/break-glass/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Break-glass, newest first, with what passed by each',
  permission: 'policy:read',
  query: pageQuery,
  handler: (actor, { query }) => listBreakGlass(actor, query),
})

export const POST = route({
  summary: 'Break the glass of an environment, for a time',
  permission: 'gate:break_glass',
  body: openBreakGlassInput,
  status: 201,
  handler: (actor, { body }) => openBreakGlass(actor, body),
})
