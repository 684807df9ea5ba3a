import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import type { NotificationKindName } from '../notifications/schema.ts'
import { mailSettings } from './mail-settings.ts'
import { mailedByDefault } from './mailed-by-default.ts'

/** Which kinds are mailed to the actor and where to, whether mail is on, and how the newest mail fared. */
export async function mailPreference(actor: Actor) {
  const { tenantId, userId } = actor
  const [person, chosen, newest] = await Promise.all([
    db.user.findUnique({ where: { id: userId }, select: { email: true } }),
    db.mailPreference.findUnique({ where: { userId } }),
    db.delivery.findFirst({
      where: { tenantId, userId },
      select: { status: true, lastError: true, createdAt: true, settledAt: true, nextAt: true },
      orderBy: { id: 'desc' },
    }),
  ])
  const kinds: readonly NotificationKindName[] = chosen?.kinds ?? mailedByDefault
  return { on: mailSettings() !== undefined, address: person?.email ?? null, kinds, newest }
}
