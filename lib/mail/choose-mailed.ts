import type { Actor } from '../auth/actor.ts'
import { unsafeDb } from '../db/client.ts'
import type { NotificationKindName } from '../notifications/schema.ts'
import { type ChooseMailedInput, chooseMailedInput } from './schema.ts'

/** Chooses which kinds are mailed to the actor, in every tenant, from the next notification on. */
export async function chooseMailed(actor: Actor, given: ChooseMailedInput): Promise<{ kinds: NotificationKindName[] }> {
  const kinds = [...new Set(chooseMailedInput.parse(given).kinds)]
  const { userId } = actor
  // A person's own, not a tenant's: whoever works in several has one mailbox.
  await unsafeDb.mailPreference.upsert({ where: { userId }, create: { userId, kinds }, update: { kinds } })
  return { kinds }
}
