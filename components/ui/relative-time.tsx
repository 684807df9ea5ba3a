'use client'

import { useEffect, useState } from 'react'
import { absoluteWords, relativeWords } from './time-words.ts'

/**
 * When something happened or will: relative words that keep up, the absolute time with its zone on hover and for
 * screen readers. `at` is an ISO time, since server components hand it over as text.
 */
export function RelativeTime({ at, className }: { at: string | Date; className?: string }) {
  const instant = new Date(at)
  const [now, setNow] = useState(() => new Date())
  const [zone, setZone] = useState('UTC')
  useEffect(() => {
    setNow(new Date())
    setZone(Intl.DateTimeFormat().resolvedOptions().timeZone)
    const timer = setInterval(() => setNow(new Date()), 15_000)
    return () => clearInterval(timer)
  }, [])
  const absolute = absoluteWords(instant, zone)
  return (
    // The server's clock and the browser's differ by the time the page took to arrive.
    <time dateTime={instant.toISOString()} title={absolute} className={className} suppressHydrationWarning>
      {relativeWords(instant, now)}
      <span className="sr-only">, {absolute}</span>
    </time>
  )
}
