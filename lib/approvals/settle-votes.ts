import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { notifyUsers } from '../notifications/notify-users.ts'
import { closeRequest } from './close-request.ts'
import { outcomes } from './outcomes.ts'
import type { RequestRow } from './request-row.ts'
import type { Standing } from './standing.ts'

/**
 * Brings a request to where its votes stand and lets follow what follows, in the transaction of the vote. Returns how
 * the request stands now.
 */
export async function settleVotes(
  tx: Tx,
  actor: Actor,
  request: RequestRow,
  stand: Standing,
  comment: string,
  at: Date,
): Promise<'open' | 'approved' | 'rejected'> {
  const { status: from } = request
  if (stand.state === from) return stand.state
  const approvals = request.required - stand.missing
  await closeRequest(tx, actor, request, { from, to: stand.state, approvals, at })
  const outcome = outcomes[request.kind]
  if (stand.state === 'approved') await outcome.approved(tx, actor, request)
  else if (stand.state === 'rejected') await outcome.rejected(tx, actor, request, comment)
  else await outcome.reopened?.(tx, actor, request)
  await notifyUsers(tx, request.tenantId, [request.requestedById], {
    kind: 'approval_decided',
    sentence: `${request.summary}: ${decided(stand.state, actor.label, comment)}`,
    link: `/approvals/${request.id}`,
    subjectIds: [request.id, request.subjectId],
  })
  return stand.state
}

function decided(state: Standing['state'], who: string, comment: string): string {
  if (state === 'approved') return 'approved.'
  if (state === 'open') return `${who} has taken an approval back.`
  return `rejected by ${who}: ${comment}`
}
