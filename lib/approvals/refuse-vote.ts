import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { Counted } from './count-votes.ts'
import { delegationHolds } from './delegation-holds.ts'
import { outcomes } from './outcomes.ts'
import type { RequestRow } from './request-row.ts'
import type { Verdict } from './schema.ts'
import { voteRefusal } from './vote-refusal.ts'

type Said = { verdict: Verdict; onBehalfOfId?: string | undefined }

/** Throws `forbidden` or `invalid_state` when the request does not take this vote from this person now. */
export async function refuseVote(
  tx: Tx,
  actor: Actor,
  request: RequestRow,
  { people, votes }: Counted,
  { verdict, onBehalfOfId }: Said,
  now: Date,
): Promise<void> {
  const outcome = outcomes[request.kind]
  const other = onBehalfOfId && onBehalfOfId !== actor.userId ? onBehalfOfId : undefined
  const voice = other ?? actor.userId
  const refusal = voteRefusal({
    verdict,
    request,
    now,
    current: (await outcome.current?.(tx, request)) !== false,
    reopens: outcome.reopened !== undefined,
    hand: actor.userId,
    self: people.get(actor.userId),
    voice:
      other === undefined
        ? undefined
        : {
            userId: other,
            decider: people.get(other),
            delegated: await delegationHolds(tx, actor.tenantId, other, actor.userId, now),
          },
    last: votes.filter((vote) => (vote.onBehalfOfId ?? vote.userId) === voice).at(-1),
  })
  if (refusal) throw new BareCountError(refusal.code, refusal.message, { remedy: refusal.remedy })
}
