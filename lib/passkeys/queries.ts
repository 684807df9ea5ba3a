import { unsafeDb } from '../db/client.ts'
import type { PasskeyView } from './schema.ts'

/** A person keeps a handful; more than this is refused at enrolment. */
export const MOST_PASSKEYS = 20

/** A person's passkeys, newest first. They are the person's in whatever tenant, so no tenant is asked. */
export function listPasskeys(user: { id: string }): Promise<PasskeyView[]> {
  return unsafeDb.passkey.findMany({
    where: { userId: user.id },
    select: { id: true, name: true, synced: true, createdAt: true, lastUsedAt: true },
    orderBy: { id: 'desc' },
    take: MOST_PASSKEYS,
  })
}
