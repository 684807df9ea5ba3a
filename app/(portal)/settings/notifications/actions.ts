'use server'

import { z } from 'zod'
import { action } from '#lib/http/action.ts'
import { chooseMailed } from '#lib/mail/choose-mailed.ts'
import { pingMailbox } from '#lib/mail/ping-mailbox.ts'
import { chooseMailedInput } from '#lib/mail/schema.ts'

// Every member reads artifacts; what is chosen is one's own.
export const chooseMailedAction = action({
  permission: 'artifact:read',
  input: chooseMailedInput,
  handler: chooseMailed,
})

export const pingMailboxAction = action({
  permission: 'artifact:read',
  input: z.strictObject({}),
  handler: (actor) => pingMailbox(actor),
})
