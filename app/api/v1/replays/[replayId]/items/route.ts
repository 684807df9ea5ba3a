import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { listItems } from '#lib/replays/queries.ts'
import { itemFilters } from '#lib/replays/schema.ts'

export const GET = route({
  summary: 'What became of each token of a replay, in the order of its list',
  permission: 'run:read',
  params: z.object({ replayId: z.string().max(40) }),
  query: pageQuery.extend(itemFilters.shape),
  handler: (actor, { params, query }) => listItems(actor, params.replayId, query),
})
