'use server'

import { action } from '#lib/http/action.ts'
import { decideMany } from '#lib/inbox/decide-many.ts'
import { decideManyInput, snoozeInput, voteInput } from '#lib/inbox/schema.ts'
import { snoozeRequests } from '#lib/inbox/snooze-requests.ts'
import { beginVoteAnywhere, voteAnywhere } from '#lib/inbox/vote-anywhere.ts'
import { beginVoteInput } from '#lib/passkeys/schema.ts'

// Whether somebody decides is asked in the tenant of each request, not in the one they happen to work in: the verbs do.
export const voteAction = action({ permission: 'approval:read', input: voteInput, handler: voteAnywhere })

export const beginVoteAction = action({
  permission: 'approval:read',
  input: beginVoteInput,
  handler: beginVoteAnywhere,
})

export const decideManyAction = action({ permission: 'approval:read', input: decideManyInput, handler: decideMany })

export const snoozeAction = action({ permission: 'approval:read', input: snoozeInput, handler: snoozeRequests })
