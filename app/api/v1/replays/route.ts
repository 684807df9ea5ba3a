import { pageQuery, route } from '#lib/http/route.ts'
import { listReplays } from '#lib/replays/queries.ts'
import { requestReplay } from '#lib/replays/request-replay.ts'
import { replayFilters, requestReplayInput } from '#lib/replays/schema.ts'

export const GET = route({
  summary: 'Replays, newest first',
  permission: 'run:read',
  query: pageQuery.extend(replayFilters.shape),
  handler: (actor, { query }) => listReplays(actor, query),
})

export const POST = route({
  summary:
    'Run failed runs again, each under its token; above the threshold somebody else approves the exact list first',
  permission: 'run:start',
  body: requestReplayInput,
  status: 202,
  handler: (actor, { body }) => requestReplay(actor, body),
})
