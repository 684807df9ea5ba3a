'use server'

import { action } from '#lib/http/action.ts'
import { holdPromotion } from '#lib/promotions/hold-promotion.ts'
import { previewMove } from '#lib/promotions/preview-move.ts'
import { promoteRunner } from '#lib/promotions/promote-runner.ts'
import { releaseHold } from '#lib/promotions/release-hold.ts'
import { rollBackRunner } from '#lib/promotions/roll-back-runner.ts'
import { holdInput, moveInput, promoteInput, releaseInput, rollbackInput } from '#lib/promotions/schema.ts'

export const previewAction = action({ permission: 'runner:read', input: moveInput, handler: previewMove })

export const promoteAction = action({ permission: 'deployment:request', input: promoteInput, handler: promoteRunner })

export const rollBackAction = action({
  permission: 'deployment:request',
  input: rollbackInput,
  handler: rollBackRunner,
})

export const holdAction = action({ permission: 'promotion:hold', input: holdInput, handler: holdPromotion })

export const releaseAction = action({ permission: 'promotion:hold', input: releaseInput, handler: releaseHold })
