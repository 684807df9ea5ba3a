'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'
import { findInLog, type LogLine } from './log-search.ts'
import { LogToolbar } from './log-toolbar.tsx'

export type LogViewProps = {
  lines: readonly LogLine[]
  /** Names the log, and the file it is downloaded as. */
  label: string
  /** New lines keep coming: the view stays at the end until the reader scrolls up. */
  live?: boolean
  /** What is said while there is no line. */
  empty?: string
  className?: string
}

/** A log of any length: only what is seen is drawn. Search, wrapping, copy and download in its toolbar. */
export function LogView({ lines, label, live, empty = 'Nothing was written.', className }: LogViewProps) {
  const box = useRef<HTMLElement>(null)
  const [wrap, setWrap] = useState(true)
  const [query, setQuery] = useState('')
  const [current, setCurrent] = useState(0)
  const [follows, setFollows] = useState(true)
  const found = findInLog(lines, query)
  const chosen = found[Math.min(current, found.length - 1)]
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 20,
    overscan: 20,
    getItemKey: (index) => lines[index]?.id ?? index,
  })

  useEffect(() => {
    if (live && follows && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [live, follows, lines.length, rows])
  useEffect(() => {
    if (chosen !== undefined) rows.scrollToIndex(chosen, { align: 'center' })
  }, [chosen, rows])

  const move = (step: number) => {
    setFollows(false)
    setCurrent((at) => (found.length ? (at + step + found.length) % found.length : 0))
  }
  return (
    <div className={classNames('overflow-hidden rounded-md border bg-sunken', className)}>
      <LogToolbar
        label={label}
        text={() => lines.map((line) => (line.at ? `${line.at} ${line.text}` : line.text)).join('\n')}
        query={query}
        onQuery={(next) => {
          setQuery(next)
          setCurrent(0)
        }}
        found={found.length}
        current={found.length ? Math.min(current, found.length - 1) + 1 : 0}
        onMove={move}
        wrap={wrap}
        onWrap={setWrap}
      />
      <section
        ref={box}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollows(scrollHeight - scrollTop - clientHeight < 24)
        }
        className="max-h-96 min-h-20 overflow-auto py-1.5 font-mono text-sm focus-visible:outline-offset-[-2px]"
      >
        {lines.length === 0 ? <p className="px-3 py-1 text-ink-muted">{empty}</p> : null}
        <div className="relative min-w-full" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const line = lines[row.index]
            return (
              <div
                key={row.key}
                ref={rows.measureElement}
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
                className={classNames(
                  'absolute top-0 left-0 flex min-w-full gap-3 px-3 leading-5',
                  wrap ? 'w-full' : 'w-max',
                  row.index === chosen && 'bg-wait-soft',
                )}
              >
                <span aria-hidden className="w-8 shrink-0 select-none text-right text-ink-faint">
                  {row.index + 1}
                </span>
                {line?.at ? (
                  <time dateTime={line.at} title={line.at} className="shrink-0 text-ink-faint max-sm:hidden">
                    {line.at.slice(11, 19)}
                  </time>
                ) : null}
                <span className={wrap ? 'wrap-anywhere min-w-0 whitespace-pre-wrap' : 'whitespace-pre'}>
                  {line?.text}
                </span>
              </div>
            )
          })}
        </div>
      </section>
    </div>
  )
}
