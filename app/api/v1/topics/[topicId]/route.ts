import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { getTopic } from '#lib/triggers/topics/queries.ts'

export const GET = route({
  summary: 'One topic, who reads it, and how far behind each is',
  permission: 'runner:read',
  params: z.object({ topicId: z.string() }),
  handler: (actor, { params }) => getTopic(actor, params.topicId),
})
