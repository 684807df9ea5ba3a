import { z } from 'zod'
import { pageQuery, route } from '#lib/http/route.ts'
import { publish } from '#lib/triggers/topics/publish.ts'
import { listMessages } from '#lib/triggers/topics/queries.ts'
import { publishInput } from '#lib/triggers/topics/schema.ts'

const params = z.object({ topicId: z.string() })

export const GET = route({
  summary: 'Messages of a topic in order; `cursor` is the offset to begin at',
  permission: 'runner:read',
  params,
  query: pageQuery.extend({
    cursor: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
  handler: (actor, { params: { topicId }, query }) =>
    listMessages(actor, topicId, BigInt(query.cursor ?? 0), query.limit),
})

export const POST = route({
  summary: 'Publish up to 1,000 messages, in order, all or none',
  permission: 'topic:publish',
  params,
  body: publishInput,
  status: 201,
  handler: (actor, { params: { topicId }, body }) => publish(actor, topicId, body),
})
