'use server'

import { limitInput } from '#lib/findings/schema.ts'
import { setLimit } from '#lib/findings/set-limit.ts'
import { action } from '#lib/http/action.ts'

export const setLimitAction = action({ permission: 'policy:write', input: limitInput, handler: setLimit })
