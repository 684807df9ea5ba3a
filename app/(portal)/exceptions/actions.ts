'use server'

import { closeBreakGlass } from '#lib/break-glass/close-break-glass.ts'
import { openBreakGlass } from '#lib/break-glass/open-break-glass.ts'
import { closeBreakGlassInput, openBreakGlassInput } from '#lib/break-glass/schema.ts'
import { renewException } from '#lib/exceptions/renew-exception.ts'
import { requestException } from '#lib/exceptions/request-exception.ts'
import { revokeException } from '#lib/exceptions/revoke-exception.ts'
import {
  renewExceptionInput,
  requestExceptionInput,
  revokeExceptionInput,
  withdrawExceptionInput,
} from '#lib/exceptions/schema.ts'
import { withdrawException } from '#lib/exceptions/withdraw-exception.ts'
import { action } from '#lib/http/action.ts'

export const requestExceptionAction = action({
  permission: 'exception:request',
  input: requestExceptionInput,
  handler: (actor, input) => requestException(actor, input),
})

export const renewExceptionAction = action({
  permission: 'exception:request',
  input: renewExceptionInput,
  handler: (actor, input) => renewException(actor, input),
})

export const withdrawExceptionAction = action({
  permission: 'exception:request',
  input: withdrawExceptionInput,
  handler: (actor, input) => withdrawException(actor, input),
})

export const revokeExceptionAction = action({
  permission: 'exception:revoke',
  input: revokeExceptionInput,
  handler: (actor, input) => revokeException(actor, input),
})

export const openBreakGlassAction = action({
  permission: 'gate:break_glass',
  input: openBreakGlassInput,
  handler: (actor, input) => openBreakGlass(actor, input),
})

export const closeBreakGlassAction = action({
  permission: 'gate:break_glass',
  input: closeBreakGlassInput,
  handler: (actor, input) => closeBreakGlass(actor, input),
})
