import { BareCountError } from '../errors.ts'
import { MAX_EXCUSE_DAYS } from './words.ts'

const DAY_MS = 24 * 3600_000

/** When something said at `now` ends. Throws `invalid_input` for an end that is past or, of an excuse, too far away. Pure. */
export function endOfExcuse(expiresAt: string | undefined, now: Date, excuse: boolean): Date | null {
  if (expiresAt === undefined) return null
  const end = new Date(expiresAt)
  const latest = new Date(now.getTime() + MAX_EXCUSE_DAYS * DAY_MS)
  const message =
    end <= now ? 'It would have ended already.' : excuse && end > latest ? `At most ${MAX_EXCUSE_DAYS} days ahead.` : ''
  if (!message) return end
  throw new BareCountError('invalid_input', message, { faults: [{ path: 'expiresAt', message }] })
}
