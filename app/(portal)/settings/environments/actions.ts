'use server'

import { changeEnvironment } from '#lib/environments/change-environment.ts'
import { changeEnvironmentInput } from '#lib/environments/schema.ts'
import { addWindow } from '#lib/freezes/add-window.ts'
import { removeWindow } from '#lib/freezes/remove-window.ts'
import { removeWindowInput, windowInput } from '#lib/freezes/schema.ts'
import { action } from '#lib/http/action.ts'

export const changeEnvironmentAction = action({
  permission: 'environment:write',
  input: changeEnvironmentInput,
  handler: changeEnvironment,
})

export const addWindowAction = action({ permission: 'environment:write', input: windowInput, handler: addWindow })

export const removeWindowAction = action({
  permission: 'environment:write',
  input: removeWindowInput,
  handler: removeWindow,
})
