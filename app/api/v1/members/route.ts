import { pageQuery, route } from '#lib/http/route.ts'
import { addMember } from '#lib/tenancy/add-member.ts'
import { changeMember } from '#lib/tenancy/change-member.ts'
import { listMembers } from '#lib/tenancy/queries.ts'
import { removeMember } from '#lib/tenancy/remove-member.ts'
import { addMemberInput, changeMemberInput, removeMemberInput } from '#lib/tenancy/schema.ts'

export const GET = route({
  summary: 'Members of the tenant',
  permission: 'member:read',
  query: pageQuery.pick({ cursor: true }),
  handler: (actor, { query }) => listMembers(actor, query),
})

export const POST = route({
  summary: 'Make a person a member; a new account’s first password is in the answer',
  permission: 'member:write',
  body: addMemberInput,
  secretField: 'firstPassword',
  status: 201,
  handler: (actor, { body }) => addMember(actor, body),
})

export const PATCH = route({
  summary: 'Replace a member’s roles',
  permission: 'member:write',
  body: changeMemberInput,
  handler: (actor, { body }) => changeMember(actor, body),
})

export const DELETE = route({
  summary: 'End a membership',
  permission: 'member:write',
  query: removeMemberInput,
  handler: (actor, { query }) => removeMember(actor, query),
})
