import type { Actor } from '../auth/actor.ts'
import type { Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import type { Counted } from './count-votes.ts'
import { delegationHolds } from './delegation-holds.ts'
import type { Verdict } from './schema.ts'
import { DECIDES } from './standing.ts'

type Said = { verdict: Verdict; onBehalfOfId?: string | undefined }

/**
 * Throws `forbidden` unless the actor may say this: a member who decides, without a part in the matter, and for whoever
 * they speak for the same, with a delegation in force. Taking back needs only a vote to take back.
 */
export async function refuseVoter(
  tx: Tx,
  actor: Actor,
  counted: Counted,
  { verdict, onBehalfOfId }: Said,
  now: Date,
): Promise<void> {
  const { people, votes } = counted
  const voice = onBehalfOfId ?? actor.userId
  if (verdict === 'withdraw') {
    const mine = votes.filter((vote) => (vote.onBehalfOfId ?? vote.userId) === voice)
    const last = mine.at(-1)
    const may = voice === actor.userId || last?.userId === actor.userId
    if (may && last && last.verdict !== 'withdraw') return
    throw new BareCountError('invalid_state', 'You have no vote here to take back.', { remedy: 'Reload the page.' })
  }
  const self = people.get(actor.userId)
  if (!self?.places.includes(DECIDES)) {
    throw new BareCountError('forbidden', `You do not decide in ${actor.tenantSlug} any more.`, {
      remedy: 'Ask an admin of the tenant for a role that includes approval:decide.',
    })
  }
  if (self.conflict) throw new BareCountError('forbidden', `${self.conflict} Somebody else must decide.`)
  if (voice === actor.userId) return
  const away = people.get(voice)
  if (!away?.places.includes(DECIDES) || !(await delegationHolds(tx, actor.tenantId, voice, actor.userId, now))) {
    throw new BareCountError('forbidden', 'Nobody has delegated this decision to you, or not any more.', {
      remedy: 'Vote for yourself, or have the delegation renewed.',
    })
  }
  if (away.conflict) {
    throw new BareCountError('forbidden', `${away.email} has a part in it, so nobody decides it for them.`)
  }
}
