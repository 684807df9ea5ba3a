'use server'

import { createFreeze } from '#lib/freezes/create-freeze.ts'
import { liftFreeze } from '#lib/freezes/lift-freeze.ts'
import { freezeInput, liftFreezeInput } from '#lib/freezes/schema.ts'
import { action } from '#lib/http/action.ts'

export const announceFreezeAction = action({
  permission: 'freeze:manage',
  input: freezeInput,
  handler: (actor, input) => createFreeze(actor, input),
})

export const liftFreezeAction = action({ permission: 'freeze:manage', input: liftFreezeInput, handler: liftFreeze })
