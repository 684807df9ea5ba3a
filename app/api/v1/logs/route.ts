import { route } from '#lib/http/route.ts'
import { logSearch } from '#lib/logs/schema.ts'
import { searchLogs } from '#lib/logs/search-logs.ts'

export const GET = route({
  summary: 'Search logs by text, run, run token, correlation id, runner and time, newest first',
  permission: 'run:read',
  query: logSearch,
  handler: (actor, { query }) => searchLogs(actor, query),
})
