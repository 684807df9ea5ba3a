import type { DecisionMark } from '#lib/inbox/decision-body.ts'
import { MarkIcon } from './mark-icon.tsx'

/** How every side stands: a word and a figure each, leading to their section. */
export function DecisionStrip({ marks }: { marks: readonly DecisionMark[] }) {
  if (!marks.length) return null
  return (
    <ul className="mb-6 grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line @lg:grid-cols-3 @4xl:grid-cols-6">
      {marks.map(({ name, word, note, tone, section }) => (
        <li key={name} className="bg-surface">
          <a
            href={`#${section}`}
            className="block h-full px-3 py-2.5 hover:bg-hover focus-visible:outline-offset-[-2px]"
          >
            <span className="block text-ink-muted text-sm">{name}</span>
            <span className="flex items-center gap-1.5 font-semibold text-prose leading-6">
              <MarkIcon tone={tone} />
              <span className="truncate">{word}</span>
            </span>
            <span className="block text-ink-muted text-sm tabular-nums">{note}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
