import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import type { RuleFault } from '#lib/policy/registry/rule-fault.ts'

/** What is wrong with a rule, in the order of its lines; a press goes there. */
export function RuleFaults({
  faults,
  onGo,
}: {
  faults: readonly RuleFault[]
  onGo(place: { line: number; column: number }): void
}) {
  if (faults.length === 0) {
    return (
      <p className="mt-2 flex items-center gap-1.5 text-ink-muted">
        <CircleCheck aria-hidden className="size-4 text-good" /> It fits the schema.
      </p>
    )
  }
  return (
    <ul aria-label="Faults" aria-live="polite" className="mt-2 space-y-1">
      {faults.map((fault) => {
        const Icon = fault.severity === 'error' ? CircleAlert : TriangleAlert
        const { line, column, message, remedy } = fault
        return (
          <li key={`${line}:${column} ${message}`} className="flex gap-1.5">
            <Icon
              aria-hidden
              className={`mt-0.5 size-4 shrink-0 ${fault.severity === 'error' ? 'text-bad' : 'text-wait'}`}
            />
            <span>
              <button
                type="button"
                className="font-mono text-accent-text text-sm hover:underline"
                onClick={() => onGo({ line, column })}
              >
                {line}:{column}
              </button>{' '}
              {message} {remedy}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
