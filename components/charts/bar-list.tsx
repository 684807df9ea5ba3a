import Link from 'next/link'
import type { ReactNode } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { type Tone, toneFill } from '#components/ui/tone.ts'

export type Bar = {
  label: string
  value: number
  /** The value as people read it. */
  shown: ReactNode
  href?: string
  tone?: Tone
}

/** Amounts side by side, from zero, each with its name and figure on it. It is a list, so it reads as one. */
export function BarList({ bars, label }: { bars: readonly Bar[]; label: string }) {
  const most = Math.max(...bars.map((bar) => bar.value), 0)
  return (
    <ul aria-label={label} className="space-y-2">
      {bars.map((bar) => (
        <li key={bar.label}>
          <div className="flex justify-between gap-3">
            {bar.href ? (
              <Link href={bar.href} className="min-w-0 truncate hover:underline">
                {bar.label}
              </Link>
            ) : (
              <span className="min-w-0 truncate">{bar.label}</span>
            )}
            <span className="shrink-0 tabular-nums">{bar.shown}</span>
          </div>
          <div aria-hidden className="mt-1 h-1.5 rounded-sm bg-hover">
            <div
              className={classNames('h-full min-w-0.5 rounded-sm', toneFill[bar.tone ?? 'accent'])}
              style={{ width: `${most ? (bar.value / most) * 100 : 0}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}
