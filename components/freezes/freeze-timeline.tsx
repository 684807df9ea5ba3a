import Link from 'next/link'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import { ScrollBox } from '#components/ui/scroll-box.tsx'
import type { Timeline } from '#lib/freezes/timeline.ts'

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'narrow', timeZone: 'UTC' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })

/** The coming weeks, a lane for each environment: what is frozen, and when changes may begin. The list below says it in words. */
export function FreezeTimeline({ timeline, now }: { timeline: Timeline; now: Date }) {
  const { days, lanes, from } = timeline
  const today = ((now.getTime() - from.getTime()) / (days.length * 24 * 3600_000)) * 100
  return (
    <ScrollBox label="The coming weeks">
      <div className="min-w-176">
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] border-b">
          <span className="self-end px-3 py-1 text-ink-muted text-xs">UTC</span>
          <div aria-hidden className="relative h-9">
            {days.map(({ at, left }, index) => (
              <span
                key={at.toISOString()}
                style={{ left: `${left}%` }}
                className="absolute bottom-0 flex h-9 flex-col justify-end border-line border-l pb-1 pl-1 text-ink-muted text-xs leading-tight"
              >
                {index === 0 || at.getUTCDate() === 1 ? <span className="font-medium">{month.format(at)}</span> : null}
                <span className={[0, 6].includes(at.getUTCDay()) ? 'text-ink-faint' : ''}>
                  <span className="max-lg:hidden">{weekday.format(at)} </span>
                  {day.format(at)}
                </span>
              </span>
            ))}
          </div>
        </div>
        {lanes.map((lane) => (
          <div key={lane.environment} className="grid grid-cols-[7rem_minmax(0,1fr)] border-b last:border-b-0">
            <span className="px-3 py-2">
              <EnvironmentMark name={lane.environment} />
            </span>
            <div className="relative" style={{ minHeight: `${Math.max(1, lane.freezes.length) * 1.625 + 0.5}rem` }}>
              <Days days={days} />
              {lane.open?.map(({ left, width }) => (
                <span
                  aria-hidden
                  key={left}
                  style={{ left: `${left}%`, width: `${width}%` }}
                  className="absolute inset-y-0 bg-good-soft"
                />
              ))}
              <span aria-hidden style={{ left: `${today}%` }} className="absolute inset-y-0 w-px bg-accent" />
              {lane.freezes.map(({ id, label, left, width }, row) => (
                <Link
                  key={id}
                  href={`/freezes?open=${id}`}
                  title={label}
                  style={{ left: `${left}%`, width: `max(${width}%, 1.25rem)`, top: `${row * 1.625 + 0.25}rem` }}
                  className="absolute h-6 truncate rounded-sm border border-busy/40 bg-busy-soft px-1.5 font-medium text-busy text-sm leading-5.5 hover:border-busy"
                >
                  {label}
                </Link>
              ))}
              {lane.freezes.length || lane.open ? null : (
                <span className="absolute top-2 left-2 bg-surface px-1 text-ink-faint">Changes at any time</span>
              )}
            </div>
          </div>
        ))}
      </div>
    </ScrollBox>
  )
}

function Days({ days }: { days: Timeline['days'] }) {
  return days.map(({ at, left }) => (
    <span
      aria-hidden
      key={at.toISOString()}
      style={{ left: `${left}%` }}
      className={`absolute inset-y-0 border-l ${at.getUTCDay() === 1 ? 'border-line-strong/40' : 'border-line/60'}`}
    />
  ))
}
