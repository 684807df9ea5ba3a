import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'

type Props = { from: string; span: 'week' | 'month'; zone: string; environment: string | undefined }

const DAY_MS = 24 * 3600_000
const look = 'inline-flex h-8 items-center rounded-md border px-2.5 font-medium hover:bg-hover aria-[current]:bg-sunken'

/** Back, on, today, and how much is shown; all of it in the address. */
export function CalendarControls({ from, span, zone, environment }: Props) {
  const days = span === 'week' ? 7 : 28
  const to = (change: { from?: string; span?: string }) => {
    const query = new URLSearchParams({ span, zone, ...(environment && { environment }), ...change })
    return `/schedules?${query}`
  }
  const shifted = (by: number) => new Date(Date.parse(from) + by * DAY_MS).toISOString().slice(0, 10)
  return (
    <nav aria-label="Calendar" className="flex flex-wrap items-center gap-2">
      <Link href={to({ from: shifted(-days) })} className={look} aria-label={`The ${span} before`}>
        <ChevronLeft aria-hidden className="size-4" />
      </Link>
      <Link href={to({})} className={look}>
        Today
      </Link>
      <Link href={to({ from: shifted(days) })} className={look} aria-label={`The next ${span}`}>
        <ChevronRight aria-hidden className="size-4" />
      </Link>
      {(['week', 'month'] as const).map((one) => (
        <Link
          key={one}
          href={to({ from, span: one })}
          className={look}
          aria-current={one === span ? 'true' : undefined}
        >
          {one === 'week' ? 'Week' : 'Five weeks'}
        </Link>
      ))}
    </nav>
  )
}
