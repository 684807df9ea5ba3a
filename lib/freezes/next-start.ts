import { nextOpening, type WindowTimes } from './change-windows.ts'

/** More freezes than this one after another are a mistake of somebody. */
const MAX_STEPS = 200

/**
 * The earliest instant from `at` on at which a change may begin: in no freeze and, where there are windows, in one.
 * Undefined when none comes. The freezes are those that bear on the change and were not lifted. Pure.
 */
export function nextStart(
  freezes: readonly { startsAt: Date; endsAt: Date }[],
  windows: readonly WindowTimes[],
  at: Date,
): Date | undefined {
  let start = at
  for (let step = 0; step < MAX_STEPS; step++) {
    const freeze = freezes.find(({ startsAt, endsAt }) => startsAt <= start && start < endsAt)
    const next = freeze ? freeze.endsAt : windows.length ? nextOpening(windows, start) : start
    if (!next || next.getTime() === start.getTime()) return next
    start = next
  }
  return undefined
}
