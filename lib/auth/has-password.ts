import { unsafeDb } from '../db/client.ts'

/** Whether somebody has a password here; who signs in with an identity provider has none. */
export async function hasPassword(userId: string): Promise<boolean> {
  // The account belongs to the installation, not to a tenant.
  const user = await unsafeDb.user.findUnique({ where: { id: userId }, select: { passwordHash: true } })
  return Boolean(user?.passwordHash)
}
