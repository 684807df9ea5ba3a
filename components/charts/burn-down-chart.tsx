import { placeLabels } from './place-labels.ts'

const HEIGHT = 120
const DAY = 10
const LABEL_GAP = 18 / HEIGHT

export type Burnt = { day: string; used: number; left: number; even: number }

type Props = {
  label: string
  /** Days of the month so far. */
  points: readonly Burnt[]
  days: number
  limit: number
  /** What is expected to be left at the end of the month. */
  expectedLeft: number | null
  say: (value: number) => string
}

/**
 * What is left of a limit, day by day: the line from the limit down, the even pace beside it, and dotted where it is
 * heading. Below zero nothing is drawn: what is gone is gone. The figures are in the table beneath: see `BurnTable`.
 */
export function BurnDownChart({ label, points, days, limit, expectedLeft, say }: Props) {
  const y = (left: number) => HEIGHT - (Math.min(limit, Math.max(0, left)) / Math.max(1, limit)) * HEIGHT
  const line = [{ at: 0, left: limit }, ...points.map(({ left }, at) => ({ at: at + 1, left }))]
  const last = line.at(-1) ?? { at: 0, left: limit }
  const path = line.map(({ at, left }, first) => `${first ? 'L' : 'M'}${at * DAY} ${y(left)}`).join('')
  const heading = expectedLeft === null || last.at >= days ? null : expectedLeft
  const labels = [
    { text: `${say(Math.max(0, last.left))} unused`, at: y(last.left) / HEIGHT, look: 'font-medium' },
    ...(heading === null
      ? []
      : [
          {
            text: heading > 0 ? `${say(heading)} at this pace` : 'none at this pace',
            at: y(heading) / HEIGHT,
            look: 'text-ink-muted',
          },
        ]),
  ].sort((a, b) => a.at - b.at)
  const places = placeLabels(
    labels.map(({ at }) => at),
    LABEL_GAP,
  )
  return (
    <figure aria-label={label} className="flex gap-2">
      <div className="min-w-0 flex-1">
        <p className="flex h-5 justify-between text-ink-muted text-sm tabular-nums">
          <span>{say(limit)}</span>
          <span>grey: an even pace</span>
        </p>
        <svg
          aria-hidden
          viewBox={`0 0 ${days * DAY} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-30 w-full border-b"
        >
          <line
            x1={0}
            y1={0}
            x2={days * DAY}
            y2={HEIGHT}
            vectorEffect="non-scaling-stroke"
            className="stroke-line-strong"
            strokeDasharray="4 3"
          />
          <path
            d={path}
            fill="none"
            vectorEffect="non-scaling-stroke"
            strokeWidth={2}
            className={last.left > 0 ? 'stroke-accent' : 'stroke-bad'}
          />
          {heading === null ? null : (
            <line
              x1={last.at * DAY}
              y1={y(last.left)}
              x2={days * DAY}
              y2={y(heading)}
              vectorEffect="non-scaling-stroke"
              strokeWidth={2}
              strokeDasharray="1 4"
              className={heading > 0 ? 'stroke-accent' : 'stroke-bad'}
            />
          )}
        </svg>
        <p className="flex justify-between pt-1 text-ink-muted text-sm tabular-nums">
          <span>day 1</span>
          <span>day {days}</span>
        </p>
      </div>
      <ul className="relative mt-5 h-30 w-36 shrink-0 text-sm tabular-nums">
        {labels.map(({ text, look }, at) => (
          <li
            key={text}
            style={{ top: `${(places[at] ?? 0) * 100}%` }}
            className={`absolute inset-x-0 -translate-y-1/2 ${look}`}
          >
            {text}
          </li>
        ))}
      </ul>
    </figure>
  )
}
