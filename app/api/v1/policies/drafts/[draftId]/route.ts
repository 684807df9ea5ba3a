import { route } from '#lib/http/route.ts'
import { getDraft } from '#lib/policy/registry/queries.ts'
import { saveDraft } from '#lib/policy/registry/save-draft.ts'
import { draftParams, saveDraftInput } from '#lib/policy/registry/schema.ts'

export const GET = route({
  summary: 'A policy draft with its texts, faults, changes, tests and newest simulation',
  permission: 'policy:read',
  params: draftParams,
  handler: (actor, { params }) => getDraft(actor, params.draftId),
})

export const PATCH = route({
  summary: 'Keep an edit of a policy draft, made on a revision',
  permission: 'policy:write',
  params: draftParams,
  body: saveDraftInput.omit({ id: true }),
  handler: (actor, { params, body }) => saveDraft(actor, { ...body, id: params.draftId }),
})
