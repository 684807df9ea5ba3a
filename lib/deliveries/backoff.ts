const FIRST_MS = 5000
const LONGEST_MS = 6 * 3600_000
/** Up to a fifth sooner or later, so that what failed together does not come back together. */
const JITTER = 0.2

/** How long something is tried to be delivered. */
export const TRIED_FOR_MS = 24 * 3600_000

/** When to try again after `attempts` that failed, or undefined when it is given up by then. Pure but for `random`. */
export function nextTry(
  attempts: number,
  now: Date,
  giveUpAt: Date,
  random: () => number = Math.random,
): Date | undefined {
  const wait = Math.min(FIRST_MS * 4 ** (attempts - 1), LONGEST_MS)
  const at = new Date(now.getTime() + wait * (1 - JITTER + 2 * JITTER * random()))
  return at <= giveUpAt ? at : undefined
}
