import { findComponent } from '#lib/findings/find-component.ts'
import { componentQuery } from '#lib/findings/schema.ts'
import { route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Which artifacts contain a component, and which runners have them now',
  permission: 'artifact:read',
  query: componentQuery,
  handler: (actor, { query }) => findComponent(actor, query),
})
