import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { unsafeDb } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { verifyPassword } from './password.ts'

const limiter = (keyPrefix: string, points: number) =>
  new RateLimiterPrisma({
    storeClient: unsafeDb,
    tableName: 'signInLimit',
    keyPrefix,
    points,
    duration: 15 * 60,
    clearExpiredByTimeout: false,
  })

/** Ten wrong passwords for one account, a hundred from one address, in a quarter of an hour. */
export const byEmail = limiter('email', 10)
const byAddress = limiter('address', 100)

const MAX_EMAIL_LENGTH = 254
export const MAX_PASSWORD_LENGTH = 500

export type SignedIn = { id: string; email: string; name: string }

/**
 * Checks an e-mail address and password. Returns the user, or undefined when they do not match or the account is off.
 * Throws `rate_limited` once too many attempts have failed. Attempts are counted before the password is looked at, so
 * parallel guesses cannot slip past the limit.
 */
export async function signInWithPassword(
  email: string,
  password: string,
  address: string,
): Promise<SignedIn | undefined> {
  await spend(byAddress, address)
  const name = email.trim().toLowerCase()
  // What cannot be an account is not looked up: the database refuses some of it.
  if (name.length > MAX_EMAIL_LENGTH || /[\s\0]/.test(name) || password.length > MAX_PASSWORD_LENGTH) return undefined
  await spend(byEmail, name)
  // Sign-in has no tenant yet: accounts belong to the installation.
  const user = await unsafeDb.user.findUnique({ where: { email: name } })
  const matches = await verifyPassword(password, user?.passwordHash)
  if (!user || !matches || user.disabledAt) return undefined
  await byEmail.delete(name)
  await byAddress.reward(address)
  return { id: user.id, email: user.email, name: user.name }
}

/** Counts one try. Throws `rate_limited` once there are too many. */
export async function spend(limit: RateLimiterPrisma, key: string): Promise<void> {
  try {
    await limit.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const minutes = Math.ceil(refusal.msBeforeNext / 60_000)
    throw new BareCountError('rate_limited', 'Too many sign-in attempts.', {
      remedy: `Try again in ${minutes} minutes.`,
    })
  }
}
