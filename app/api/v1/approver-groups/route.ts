import { listGroups } from '#lib/approver-groups/queries.ts'
import { removeGroup } from '#lib/approver-groups/remove-group.ts'
import { saveGroup } from '#lib/approver-groups/save-group.ts'
import { removeGroupInput, saveGroupInput } from '#lib/approver-groups/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Groups that rules ask as `group:NAME`, by name, with their members',
  permission: 'approval:read',
  query: pageQuery,
  handler: (actor, { query }) => listGroups(actor, query),
})

export const PUT = route({
  summary: 'Make a group, or change the one of that name to this',
  permission: 'group:manage',
  body: saveGroupInput,
  handler: (actor, { body }) => saveGroup(actor, body),
})

export const DELETE = route({
  summary: 'Remove a group; rules that ask for it then find nobody',
  permission: 'group:manage',
  query: removeGroupInput,
  handler: (actor, { query }) => removeGroup(actor, query),
})
