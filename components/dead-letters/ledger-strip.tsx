import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Stat } from '#components/ui/stat.tsx'
import type { Ledger } from '#lib/dead-letters/ledger.ts'

/** The countdown of the ledger: what is open, and how the failures of the last weeks were addressed. */
export function LedgerStrip({ ledger }: { ledger: Ledger }) {
  const { open, oldestOpenAt, recent, days } = ledger
  const all = Object.values(recent).reduce((sum, count) => sum + count, 0)
  const when = `of the failures of ${days} days`
  return (
    <section aria-label="Failure ledger" className="mb-5 rounded-lg border bg-surface px-4 py-3">
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Stat
          label="Left to address"
          value={open.toLocaleString('en')}
          note={
            oldestOpenAt ? (
              <>
                oldest <RelativeTime at={oldestOpenAt} />
              </>
            ) : (
              'Every failure is addressed.'
            )
          }
        />
        <Stat label="Replayed" value={recent.replayed.toLocaleString('en')} note={when} />
        <Stat label="Superseded" value={recent.superseded.toLocaleString('en')} note={when} />
        <Stat label="Waived" value={recent.waived.toLocaleString('en')} note={when} />
      </div>
      <Bar recent={recent} all={all} />
    </section>
  )
}

function Bar({ recent, all }: { recent: Ledger['recent']; all: number }) {
  if (!all) return null
  const parts = [
    ['replayed', 'bg-good'],
    ['superseded', 'bg-line-strong'],
    ['waived', 'bg-adrift'],
    ['open', 'bg-bad'],
  ] as const
  return (
    <div aria-hidden className="mt-3 flex h-1.5 gap-px overflow-hidden rounded-sm">
      {parts.map(([name, fill]) =>
        recent[name] ? <span key={name} className={fill} style={{ flexGrow: recent[name] }} /> : null,
      )}
    </div>
  )
}
