import { db } from '../db/client.ts'
import { verifyPassword } from './password.ts'
import { byEmail, MAX_PASSWORD_LENGTH, spend } from './sign-in.ts'

/**
 * Whether this is the password of somebody who is signed in already, for acts that ask for it once more. Tries count
 * together with those at the door. Throws `rate_limited`.
 */
export async function verifyOwnPassword(userId: string, password: string): Promise<boolean> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { email: true, passwordHash: true, disabledAt: true },
  })
  if (!user || user.disabledAt || password.length > MAX_PASSWORD_LENGTH) return false
  await spend(byEmail, user.email)
  if (!(await verifyPassword(password, user.passwordHash))) return false
  await byEmail.delete(user.email)
  return true
}
