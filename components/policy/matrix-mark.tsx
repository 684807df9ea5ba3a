import { Check, Minus } from 'lucide-react'

/** Allowed or not; hollow where a wider scope said so, and then whose word it is. */
export function MatrixMark({ allowed, from }: { allowed: boolean; from?: string | undefined }) {
  return (
    <>
      {allowed ? (
        <Check aria-hidden className="size-4 text-good" />
      ) : (
        <Minus aria-hidden className="size-4 text-ink-faint" />
      )}
      {from ? <span className="hidden text-ink-muted sm:inline">{from}</span> : null}
    </>
  )
}
