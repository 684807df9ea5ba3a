import { pageQuery, route } from '#lib/http/route.ts'
import { createTopic } from '#lib/triggers/topics/create-topic.ts'
import { listTopics } from '#lib/triggers/topics/queries.ts'
import { topicFilters, topicInput } from '#lib/triggers/topics/schema.ts'

export const GET = route({
  summary: 'Topics, newest first',
  permission: 'runner:read',
  query: pageQuery.extend(topicFilters.shape),
  handler: (actor, { query }) => listTopics(actor, query),
})

export const POST = route({
  summary: 'Make a topic in an environment; one that is there is answered as it is',
  permission: 'topic:publish',
  body: topicInput,
  status: 201,
  handler: (actor, { body }) => createTopic(actor, body),
})
