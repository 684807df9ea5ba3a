import { BareCountError } from '../errors.ts'

/** How far ahead a deployment may be asked for. */
const MOST_DAYS_AHEAD = 90

const DAY_MS = 24 * 3600_000

/** Throws `invalid_input` for a start that is over or further away than anybody plans. Pure. */
export function refuseStart(startsAt: Date | undefined, now: Date): void {
  if (!startsAt) return
  const away = startsAt.getTime() - now.getTime()
  const message =
    away <= 0
      ? 'That start is over.'
      : away > MOST_DAYS_AHEAD * DAY_MS
        ? `A start is at most ${MOST_DAYS_AHEAD} days away.`
        : undefined
  if (message) throw new BareCountError('invalid_input', message, { faults: [{ path: 'startsAt', message }] })
}
