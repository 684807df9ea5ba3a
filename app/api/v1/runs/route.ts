import { pageQuery, route } from '#lib/http/route.ts'
import { listRuns } from '#lib/runs/list-runs.ts'
import { runFilters, startRunInput } from '#lib/runs/schema.ts'
import { startRun } from '#lib/runs/start-run.ts'

export const GET = route({
  summary: 'Runs of the tenant, newest first, without input and result',
  permission: 'run:read',
  query: pageQuery.extend(runFilters.shape),
  handler: (actor, { query }) => listRuns(actor, query),
})

export const POST = route({
  summary: 'Start a run; the same token and input is the same run',
  permission: 'run:start',
  body: startRunInput,
  status: 202,
  handler: (actor, { body }) => startRun(actor, { ...body, origin: 'api' }),
})
