import type { ReactNode } from 'react'

/** One figure with what it counts and, below, what puts it in proportion. */
export function Stat({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="text-ink-muted">{label}</p>
      <p className="font-semibold text-figure tabular-nums tracking-tight">{value}</p>
      {note ? <div className="text-ink-muted text-sm">{note}</div> : null}
    </div>
  )
}
