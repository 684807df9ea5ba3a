import { Readable } from 'node:stream'
import { z } from 'zod'
import { artifactForAgent } from '#lib/agents/artifact-for-agent.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'The bytes of an artifact that a run of this agent needs',
  permission: 'agent',
  params: z.object({ digest: z.string() }),
  handler: async (agent, { params }) => {
    const { content, size } = await artifactForAgent(agent, decodeURIComponent(params.digest))
    const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) }
    return new Response(Readable.toWeb(content) as ReadableStream, { headers })
  },
})
