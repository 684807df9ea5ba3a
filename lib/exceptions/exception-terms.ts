import { BareCountError } from '../errors.ts'
import { MAX_EXCEPTION_DAYS } from './schema.ts'

const DAY_MS = 24 * 3600_000

/**
 * When an exception asked for at `now` begins and ends. Throws `invalid_input` for an end that is past, comes before
 * the beginning, or is too far away. Pure.
 */
export function termsOf(
  asked: { startsAt?: string | undefined; expiresAt: string },
  now: Date,
): { startsAt: Date; expiresAt: Date } {
  const expiresAt = new Date(asked.expiresAt)
  const wished = asked.startsAt === undefined ? now : new Date(asked.startsAt)
  const startsAt = wished < now ? now : wished
  const message =
    expiresAt <= now
      ? 'It would have ended already.'
      : expiresAt <= startsAt
        ? 'It would end before it begins.'
        : expiresAt.getTime() > now.getTime() + MAX_EXCEPTION_DAYS * DAY_MS
          ? `At most ${MAX_EXCEPTION_DAYS} days ahead; it can be renewed.`
          : ''
  if (!message) return { startsAt, expiresAt }
  throw new BareCountError('invalid_input', message, { faults: [{ path: 'expiresAt', message }] })
}
