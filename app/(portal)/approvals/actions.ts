'use server'

import { decideApproval } from '#lib/approvals/decide-approval.ts'
import { decideInput } from '#lib/approvals/schema.ts'
import { action } from '#lib/http/action.ts'

export const decideAction = action({ permission: 'approval:decide', input: decideInput, handler: decideApproval })
