import { z } from 'zod'
import { outputQuery } from '#lib/agents/schema.ts'
import { takeOutput } from '#lib/agents/take-output.ts'
import { route } from '#lib/http/route.ts'

export const PUT = route({
  summary: 'Upload one file that a run wrote; it becomes output when the run has ended well',
  permission: 'agent',
  params: z.object({ runId: z.string() }),
  query: outputQuery,
  bytes: { contentType: 'application/octet-stream' },
  handler: (agent, { params, query, request }) => {
    return takeOutput(agent, { runId: params.runId, ...query, body: request.body })
  },
})
