import { Ban, Check, Clock, Hand, Hourglass, type LucideIcon, Sunrise } from 'lucide-react'
import Link from 'next/link'
import { classNames } from '#components/ui/class-names.ts'
import { EnvironmentMark } from '#components/ui/environment-mark.tsx'
import type { CalendarDay, CalendarEntry } from '#lib/triggers/schedule-calendar.ts'

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** Entries of a day before the rest is folded away. */
const SHOWN = { week: 14, month: 5 } as const

const looks: Record<CalendarEntry['state'], { word: string; icon: LucideIcon; className: string }> = {
  planned: { word: 'will fire', icon: Clock, className: 'text-ink' },
  past: { word: 'was due', icon: Check, className: 'text-ink-muted' },
  excluded: { word: 'excluded', icon: Ban, className: 'text-ink-muted line-through' },
  paused: { word: 'paused', icon: Hand, className: 'text-wait' },
  missed: { word: 'missed', icon: Hourglass, className: 'text-bad' },
}

type Props = { days: readonly CalendarDay[]; span: 'week' | 'month' }

/** The days of a calendar in weeks, Monday first; on a phone one below the other. */
export function CalendarGrid({ days, span }: Props) {
  return (
    <ol className="grid overflow-hidden rounded-md border-t border-l sm:grid-cols-7">
      {days.map((day, at) => (
        <li
          key={day.date}
          aria-current={day.today ? 'date' : undefined}
          className={classNames(
            'min-w-0 border-r border-b p-2',
            span === 'week' ? 'sm:min-h-56' : 'sm:min-h-28',
            day.today && 'bg-sunken',
          )}
        >
          <p className="mb-1 text-sm tabular-nums">
            <span className={day.today ? 'font-semibold' : 'text-ink-muted'}>
              {weekdays[at % 7]} {dayWords(day.date)}
            </span>
            {day.today ? <span className="text-ink-muted"> today</span> : null}
          </p>
          {day.clocks.map((words) => (
            <p key={words} className="mb-1 flex items-start gap-1 rounded-sm bg-wait-soft px-1 text-sm">
              <Sunrise aria-hidden className="mt-0.5 size-3.5 shrink-0 text-wait" />
              {words}
            </p>
          ))}
          <Entries entries={day.entries} shown={SHOWN[span]} />
        </li>
      ))}
    </ol>
  )
}

function Entries({ entries, shown }: { entries: readonly CalendarEntry[]; shown: number }) {
  const rest = entries.slice(shown)
  return (
    <>
      <ul className="space-y-0.5">{entries.slice(0, shown).map(entry)}</ul>
      {rest.length ? (
        <details>
          <summary className="cursor-pointer text-accent-text text-sm">{rest.length} more</summary>
          <ul className="space-y-0.5">{rest.map(entry)}</ul>
        </details>
      ) : null}
    </>
  )
}

function entry({ triggerId, runner, environment, time, count, state, because }: CalendarEntry, at: number) {
  const { word, icon: Icon, className } = looks[state]
  const when = time ?? `${count.toLocaleString('en')}×`
  return (
    <li key={`${triggerId}-${when}-${state}-${at}`} className="min-w-0">
      <Link
        href={`/schedules/triggers/${triggerId}`}
        title={`${when} ${runner} in ${environment}: ${word}${because ? ` (${because})` : ''}`}
        className="flex min-w-0 items-center gap-1 rounded-sm text-sm hover:bg-hover"
      >
        <Icon aria-hidden className={classNames('size-3 shrink-0', className)} />
        <span className={classNames('min-w-0 truncate', className)}>
          <span className="tabular-nums">{when}</span> {runner}
          <span className="sr-only">
            {' '}
            {word}
            {because ? `, ${because}` : ''},
          </span>
        </span>
        <EnvironmentMark name={environment} short className="ml-auto shrink-0" />
      </Link>
    </li>
  )
}

const dayWords = (date: string) =>
  new Date(date).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
