import { delegateDecisions } from '#lib/delegations/delegate-decisions.ts'
import { endDelegation } from '#lib/delegations/end-delegation.ts'
import { listDelegations } from '#lib/delegations/queries.ts'
import { delegateInput, endDelegationInput } from '#lib/delegations/schema.ts'
import { pageQuery, route } from '#lib/http/route.ts'

export const GET = route({
  summary: 'Who decides on whose behalf, newest first, those that are over too',
  permission: 'approval:read',
  query: pageQuery,
  handler: (actor, { query }) => listDelegations(actor, query),
})

export const POST = route({
  summary: 'Have another member decide on one’s behalf for a time',
  permission: 'delegation:manage',
  body: delegateInput,
  status: 201,
  handler: (actor, { body }) => delegateDecisions(actor, body),
})

export const DELETE = route({
  summary: 'End a delegation early: one’s own, or as an admin anybody’s',
  permission: 'approval:read',
  query: endDelegationInput,
  handler: (actor, { query }) => endDelegation(actor, query),
})
