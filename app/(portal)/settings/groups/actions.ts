'use server'

import { removeGroup } from '#lib/approver-groups/remove-group.ts'
import { saveGroup } from '#lib/approver-groups/save-group.ts'
import { removeGroupInput, saveGroupInput } from '#lib/approver-groups/schema.ts'
import { delegateDecisions } from '#lib/delegations/delegate-decisions.ts'
import { endDelegation } from '#lib/delegations/end-delegation.ts'
import { delegateInput, endDelegationInput } from '#lib/delegations/schema.ts'
import { action } from '#lib/http/action.ts'

export const saveGroupAction = action({ permission: 'group:manage', input: saveGroupInput, handler: saveGroup })

export const removeGroupAction = action({ permission: 'group:manage', input: removeGroupInput, handler: removeGroup })

export const delegateAction = action({
  permission: 'delegation:manage',
  input: delegateInput,
  handler: (actor, input) => delegateDecisions(actor, input),
})

export const endDelegationAction = action({
  permission: 'approval:read',
  input: endDelegationInput,
  handler: (actor, input) => endDelegation(actor, input),
})
