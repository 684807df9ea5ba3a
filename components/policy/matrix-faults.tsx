import { CircleAlert } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import type { Fault } from '#lib/errors.ts'

/** Every fault of a file that was not taken: its line, its column, what is wrong and what was expected. */
export function MatrixFaults({ file, faults, onClose }: { file: string; faults: readonly Fault[]; onClose(): void }) {
  return (
    <section role="alert" aria-label={`Faults of ${file}`} className="mt-3 rounded-md border border-bad/40 bg-bad-soft">
      <div className="flex flex-wrap items-center gap-2 p-3">
        <CircleAlert aria-hidden className="size-4 shrink-0 text-bad" />
        <p className="min-w-0 flex-1 basis-40">
          <span className="font-medium">
            {file} has {faults.length === 1 ? '1 fault' : `${faults.length} faults`}.
          </span>{' '}
          Nothing was changed.
        </p>
        <Button size="sm" onClick={onClose}>
          Close
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ol tabIndex={0} className="max-h-80 overflow-y-auto border-bad/20 border-t px-3 py-2">
        {faults.map((fault, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two lines may have the same fault
          <li key={at} className="flex gap-3 py-0.5">
            <span className="w-28 shrink-0 font-mono text-ink-muted text-xs leading-5">
              {fault.line ? `line ${fault.line}` : 'file'}
              {fault.path ? `, ${fault.path}` : ''}
            </span>
            <span className="min-w-0">
              {fault.message} <span className="text-ink-muted">{fault.remedy}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
