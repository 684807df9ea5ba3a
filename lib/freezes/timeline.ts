import { openings, type WindowTimes } from './change-windows.ts'

const DAY_MS = 24 * 3600_000
/** What the timeline shows: the coming weeks. */
export const TIMELINE_DAYS = 28

type Freeze = {
  id: string
  reason: string
  startsAt: Date
  endsAt: Date
  environmentId: string | null
  runnerClass: string | null
}
type Environment = { id: string; name: string }

/** A stretch of the timeline, in hundredths of its width. */
export type Stretch = { left: number; width: number }
export type TimelineLane = {
  environment: string
  /** `undefined` for an environment that changes at any time. */
  open: Stretch[] | undefined
  freezes: (Stretch & { id: string; label: string })[]
}
export type Timeline = { from: Date; days: { at: Date; left: number }[]; lanes: TimelineLane[] }

/** What is drawn of the coming weeks: a lane for each environment with its freezes and its open times. Pure. */
export function freezeTimeline(
  environments: readonly Environment[],
  freezes: readonly Freeze[],
  windows: readonly (WindowTimes & { environmentId: string })[],
  now: Date,
): Timeline {
  const from = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS)
  const to = new Date(from.getTime() + TIMELINE_DAYS * DAY_MS)
  const stretch = (start: number, end: number): Stretch => {
    const [first, last] = [Math.max(start, from.getTime()), Math.min(end, to.getTime())]
    const share = (ms: number) => (ms / (TIMELINE_DAYS * DAY_MS)) * 100
    return { left: share(first - from.getTime()), width: share(last - first) }
  }
  return {
    from,
    days: Array.from({ length: TIMELINE_DAYS }, (_day, index) => ({
      at: new Date(from.getTime() + index * DAY_MS),
      left: (index / TIMELINE_DAYS) * 100,
    })),
    lanes: environments.map(({ id, name }) => {
      const own = windows.filter(({ environmentId }) => environmentId === id)
      return {
        environment: name,
        open: own.length ? openings(own, from, to).map((each) => stretch(each.from, each.to)) : undefined,
        freezes: freezes
          .filter(({ environmentId, startsAt, endsAt }) => {
            return (environmentId === null || environmentId === id) && startsAt < to && endsAt > from
          })
          .map(({ id: freeze, reason, runnerClass, startsAt, endsAt }) => ({
            id: freeze,
            label: runnerClass ? `${reason} (${runnerClass.replaceAll('_', ' ')} only)` : reason,
            ...stretch(startsAt.getTime(), endsAt.getTime()),
          })),
      }
    }),
  }
}
