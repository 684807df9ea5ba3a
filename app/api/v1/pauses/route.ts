import { pageQuery, route } from '#lib/http/route.ts'
import { pauseRuns } from '#lib/pauses/pause-runs.ts'
import { listPauses } from '#lib/pauses/queries.ts'
import { pauseFilters, pauseInput } from '#lib/pauses/schema.ts'

export const GET = route({
  summary: 'Pauses, newest first; open=yes for those in force',
  permission: 'run:read',
  query: pageQuery.extend(pauseFilters.shape),
  handler: (actor, { query }) => listPauses(actor, query),
})

export const POST = route({
  summary: 'Let nothing begin in a runner, an environment or, naming neither, the tenant',
  permission: 'run:pause',
  body: pauseInput,
  status: 201,
  handler: (actor, { body }) => pauseRuns(actor, body),
})
