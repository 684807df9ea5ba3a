'use server'

import { action } from '#lib/http/action.ts'
import { markRead } from '#lib/notifications/mark-read.ts'
import { markReadInput } from '#lib/notifications/schema.ts'

export const markReadAction = action({ permission: 'artifact:read', input: markReadInput, handler: markRead })
