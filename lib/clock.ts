/** Where "now" comes from, so that expiry and schedules can be tested at an exact instant. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still at `at` until moved. */
export function fixedClock(at: Date): Clock & { set(next: Date): void } {
  let current = at
  return {
    now: () => current,
    set: (next) => {
      current = next
    },
  }
}
