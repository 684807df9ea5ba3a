import { classNames } from '#components/ui/class-names.ts'
import { placeLabels } from './place-labels.ts'

const HEIGHT = 160
const BAR = 10
/** Of a label, as a share of the height. */
const LABEL_GAP = 18 / HEIGHT

/** The last one is for what is left together. */
const fills = ['fill-accent', 'fill-adrift', 'fill-wait', 'fill-refused', 'fill-ink-faint']
const rest = 'fill-line-strong'

export type DayStack = {
  days: readonly string[]
  /** From the bottom up; `values` in the order of the days. The key '' stands for the others together. */
  groups: readonly { key: string; name: string; values: readonly number[] }[]
}

type Props = DayStack & {
  label: string
  /** A figure in words. */
  say: (value: number) => string
}

/**
 * Days as bars from zero, each a stack of groups; the bar on the right is all days together, and names the groups. The
 * figures are in a table beneath it: see `DaysTable`.
 */
export function StackedDays({ days, groups, label, say }: Props) {
  const sums = days.map((_, day) => groups.reduce((sum, { values }) => sum + (values[day] ?? 0), 0))
  const most = Math.max(...sums, 1)
  const total = Math.max(
    1,
    sums.reduce((sum, value) => sum + value, 0),
  )
  const totals = groups.map(({ values }) => values.reduce((sum, value) => sum + value, 0))
  const fillOf = (key: string, at: number) => (key === '' ? rest : (fills[at] ?? rest))
  const [first, last] = [days[0], days.at(-1)]
  const shares = totals.map((value) => value / total)
  const middles = shares.map((share, at) => 1 - shares.slice(0, at).reduce((sum, one) => sum + one, 0) - share / 2)
  // Labels are placed from the top, groups come from the bottom.
  const places = placeLabels([...middles].reverse(), LABEL_GAP).reverse()
  return (
    <figure aria-label={label}>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <p className="h-5 text-ink-muted text-sm tabular-nums">{say(most)} on the busiest day</p>
          <svg
            aria-hidden
            viewBox={`0 0 ${days.length * BAR} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="block h-40 w-full border-b"
          >
            {days.map((day, at) => (
              <Stack
                key={day}
                x={at * BAR + 1}
                width={BAR - 2}
                values={groups.map(({ values }) => values[at] ?? 0)}
                of={most}
                fill={(group) => fillOf(groups[group]?.key ?? '', group)}
              >
                {`${day}: ${say(sums[at] ?? 0)}`}
              </Stack>
            ))}
          </svg>
          <p className="flex justify-between pt-1 text-ink-muted text-sm tabular-nums">
            <span>{first}</span>
            <span>{last === first ? '' : last}</span>
          </p>
        </div>
        <div className="flex w-40 shrink-0 gap-1.5 sm:w-56">
          <svg
            aria-hidden
            viewBox={`0 0 ${BAR} ${HEIGHT}`}
            preserveAspectRatio="none"
            className="mt-5 block h-40 w-3 shrink-0"
          >
            <Stack
              x={0}
              width={BAR}
              values={totals}
              of={total}
              fill={(group) => fillOf(groups[group]?.key ?? '', group)}
            />
          </svg>
          <ul className="relative mt-5 h-40 min-w-0 flex-1 text-sm">
            {groups.map(({ key, name }, at) => (
              <li
                key={key}
                style={{ top: `${(places[at] ?? 0) * 100}%` }}
                className={classNames(
                  'absolute inset-x-0 flex -translate-y-1/2 justify-between gap-2',
                  totals[at] === 0 && 'text-ink-muted',
                )}
              >
                <span className="truncate" title={name}>
                  {name}
                </span>
                <span className="tabular-nums">{say(totals[at] ?? 0)}</span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </figure>
  )
}

type StackProps = {
  x: number
  width: number
  values: readonly number[]
  of: number
  fill: (group: number) => string
  children?: string
}

function Stack({ x, width, values, of, fill, children }: StackProps) {
  let below = 0
  const parts = values.map((value, group) => {
    below += value
    return { group, top: HEIGHT - (below / of) * HEIGHT, height: (value / of) * HEIGHT }
  })
  return (
    <g>
      {children ? <title>{children}</title> : null}
      {parts
        .filter(({ height }) => height > 0)
        .map(({ group, top, height }) => (
          <rect key={group} x={x} width={width} y={top} height={height} className={fill(group)} />
        ))}
    </g>
  )
}
