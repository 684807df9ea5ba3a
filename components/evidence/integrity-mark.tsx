import { Clock, ShieldCheck } from 'lucide-react'

/** Where an entry stands in the log: its place there, or that it waits for the next batch. */
export function IntegrityMark({ index }: { index: number | null }) {
  const logged = index !== null
  const words = logged ? `Signed and in the log as entry ${index}` : 'Waiting for its place in the log, for a moment'
  const Icon = logged ? ShieldCheck : Clock
  return (
    <span
      title={words}
      className={`inline-flex items-center gap-1 align-middle font-mono text-sm ${logged ? 'text-good' : 'text-ink-muted'}`}
    >
      <Icon aria-hidden className="size-3.5" />
      <span aria-hidden>{logged ? index : '…'}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
