'use client'

import { type PointerEvent, useState } from 'react'
import { useFilters } from '#components/ui/use-filters.ts'
import { type EvidenceDay, rangeOf } from './day-range.ts'

const HEIGHT = 48
const BAR = 10
/** A day is too narrow for a thumb on a phone, so a button takes several. */
const PHONE_SPAN = 3

/**
 * Entries a day, with those that failed or were denied in their colour. Drag over days, or press one, to see only
 * these; the same by keyboard: each day is a button. `cap` is where counting stopped.
 */
export function EvidenceHistogram({ days, cap }: { days: readonly EvidenceDay[]; cap: number }) {
  const { set, pending } = useFilters()
  const [drag, setDrag] = useState<{ from: number; to: number }>()
  const most = Math.max(1, ...days.map((day) => day.count))
  const scale = (count: number) => Math.round((count / most) * HEIGHT)
  const dayAt = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const at = Math.floor(((event.clientX - left) / width) * days.length)
    return Math.min(days.length - 1, Math.max(0, at))
  }
  const choose = (from: number, to: number) => {
    setDrag(undefined)
    set(rangeOf(days, from, to))
  }
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return null
  const [low, high] = drag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : [-1, -1]
  return (
    <figure aria-label="Entries a day" aria-busy={pending} className="mb-4">
      <div
        className="relative touch-none select-none"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ from: dayAt(event), to: dayAt(event) })
        }}
        onPointerMove={(event) => drag && setDrag({ ...drag, to: dayAt(event) })}
        onPointerUp={() => drag && choose(low, high)}
        onPointerCancel={() => setDrag(undefined)}
      >
        <svg
          aria-hidden
          viewBox={`0 0 ${days.length * BAR} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="block h-12 w-full"
        >
          {days.map((day, at) => (
            <g key={day.day}>
              <rect
                x={at * BAR}
                width={BAR}
                height={HEIGHT}
                className={at >= low && at <= high ? 'fill-hover' : 'fill-none'}
              />
              <rect
                x={at * BAR + 1}
                width={BAR - 2}
                y={HEIGHT - scale(day.count)}
                height={scale(day.count)}
                className="fill-line-strong"
              />
              <rect
                x={at * BAR + 1}
                width={BAR - 2}
                y={HEIGHT - scale(day.failed)}
                height={scale(day.failed)}
                className="fill-bad"
              />
            </g>
          ))}
        </svg>
        <DayButtons days={days} cap={cap} span={1} choose={choose} className="max-sm:hidden" />
        <DayButtons days={days} cap={cap} span={PHONE_SPAN} choose={choose} className="sm:hidden" />
      </div>
      <figcaption className="mt-1 flex justify-between border-t pt-1 text-ink-muted text-sm">
        <span>{first.day}</span>
        <span className="max-sm:hidden">Drag over days to see only these</span>
        <span>{last.day} (UTC)</span>
      </figcaption>
    </figure>
  )
}

function DayButtons(props: {
  days: readonly EvidenceDay[]
  cap: number
  span: number
  choose: (from: number, to: number) => void
  className: string
}) {
  const { days, cap, span, choose, className } = props
  const starts = days.flatMap((_day, at) => (at % span ? [] : [at]))
  return (
    <div className={`absolute inset-0 flex ${className}`}>
      {starts.map((at) => {
        const covered = days.slice(at, at + span)
        const words = covered.map((day) => wordsFor(day, cap)).join('\n')
        return (
          <button
            key={at}
            type="button"
            title={words}
            aria-label={`Only ${words}`}
            // Presses are the drag's; what comes with detail 0 is the keyboard or a screen reader.
            onClick={(event) => event.detail === 0 && choose(at, at + covered.length - 1)}
            style={{ flexGrow: covered.length }}
            className="h-full basis-0 focus-visible:z-10"
          />
        )
      })}
    </div>
  )
}

function wordsFor({ day, count, failed }: EvidenceDay, cap: number): string {
  const entries = count >= cap ? `${cap} entries or more` : `${count} ${count === 1 ? 'entry' : 'entries'}`
  return `${day}: ${entries}${failed ? `, ${failed} failed or denied` : ''}`
}
