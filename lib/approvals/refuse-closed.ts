import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { outcomes } from './outcomes.ts'
import type { RequestRow } from './request-row.ts'
import type { Verdict } from './schema.ts'

const said: Partial<Record<RequestRow['status'], string>> = {
  voided: 'What this request was about has changed since.',
  superseded: 'A newer request has taken the place of this one.',
  executed: 'What this request allowed has begun.',
}

/**
 * Throws `invalid_state` unless a request takes this vote now: it is open, has not expired at this very instant, and is
 * about what there is. A vote may also be withdrawn from what is approved and has not begun.
 */
export async function refuseClosed(tx: Tx, request: RequestRow, verdict: Verdict, now: Date): Promise<void> {
  const { status } = request
  const takesBack = verdict === 'withdraw' && status === 'approved' && outcomes[request.kind].reopened !== undefined
  if (status !== 'open' && !takesBack) {
    throw new BareCountError('invalid_state', said[status] ?? `This request is ${status} already.`, {
      remedy: 'Reload the page.',
    })
  }
  if (now >= request.expiresAt) {
    throw new BareCountError('invalid_state', 'This request has expired.', {
      remedy: 'Ask the requester to ask again.',
    })
  }
  if ((await outcomes[request.kind].current?.(tx, request)) === false) {
    throw new BareCountError('invalid_state', 'What this request was about has changed since.', {
      remedy: 'Look at the newer request.',
    })
  }
}
