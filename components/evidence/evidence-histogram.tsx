'use client'

import { type PointerEvent, useState } from 'react'
import { type EvidenceDay, rangeOf } from './day-range.ts'
import { useFilters } from './use-filters.ts'

const HEIGHT = 48
const BAR = 10

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
        <div className="absolute inset-0 flex">
          {days.map((day, at) => (
            <button
              key={day.day}
              type="button"
              title={wordsFor(day, cap)}
              aria-label={`Only ${wordsFor(day, cap)}`}
              onClick={(event) => event.detail === 0 && choose(at, at)}
              className="h-full flex-1 focus-visible:z-10"
            />
          ))}
        </div>
      </div>
      <figcaption className="mt-1 flex justify-between border-t pt-1 text-ink-muted text-sm">
        <span>{first.day}</span>
        <span className="max-sm:hidden">Drag over days to see only these</span>
        <span>{last.day} (UTC)</span>
      </figcaption>
    </figure>
  )
}

function wordsFor({ day, count, failed }: EvidenceDay, cap: number): string {
  const entries = count >= cap ? `${cap} entries or more` : `${count} ${count === 1 ? 'entry' : 'entries'}`
  return `${day}: ${entries}${failed ? `, ${failed} failed or denied` : ''}`
}
