'use server'

import { action } from '#lib/http/action.ts'
import { activateDraft } from '#lib/policy/registry/activate-draft.ts'
import { createDraft } from '#lib/policy/registry/create-draft.ts'
import { discardDraft } from '#lib/policy/registry/discard-draft.ts'
import { keepTest, removeTest } from '#lib/policy/registry/keep-test.ts'
import { lintRule } from '#lib/policy/registry/lint-rule.ts'
import { getDraftTexts } from '#lib/policy/registry/queries.ts'
import { rebaseDraft } from '#lib/policy/registry/rebase-draft.ts'
import { saveDraft } from '#lib/policy/registry/save-draft.ts'
import {
  createDraftInput,
  draftAtRevision,
  draftRef,
  keepTestInput,
  lintRuleInput,
  saveDraftInput,
  testRef,
} from '#lib/policy/registry/schema.ts'
import { submitDraft } from '#lib/policy/registry/submit-draft.ts'
import { testDraft } from '#lib/policy/registry/test-draft.ts'
import { startSimulation } from '#lib/policy/simulate/start-simulation.ts'

export const createDraftAction = action({ permission: 'policy:write', input: createDraftInput, handler: createDraft })
export const saveDraftAction = action({ permission: 'policy:write', input: saveDraftInput, handler: saveDraft })
export const rereadDraftAction = action({ permission: 'policy:read', input: draftRef, handler: getDraftTexts })
export const lintRuleAction = action({ permission: 'policy:read', input: lintRuleInput, handler: lintRule })
export const discardDraftAction = action({ permission: 'policy:write', input: draftAtRevision, handler: discardDraft })
export const rebaseDraftAction = action({ permission: 'policy:write', input: draftAtRevision, handler: rebaseDraft })
export const submitDraftAction = action({ permission: 'policy:write', input: draftAtRevision, handler: submitDraft })
export const activateDraftAction = action({
  permission: 'policy:write',
  input: draftAtRevision,
  handler: activateDraft,
})
export const simulateAction = action({ permission: 'policy:write', input: draftAtRevision, handler: startSimulation })
export const testDraftAction = action({ permission: 'policy:write', input: draftRef, handler: testDraft })
export const keepTestAction = action({ permission: 'policy:write', input: keepTestInput, handler: keepTest })
export const removeTestAction = action({ permission: 'policy:write', input: testRef, handler: removeTest })
