import type { Joint } from '#lib/promotions/digest-lines.ts'

/**
 * The part of a row's line that lies in one cell: a stop where there is something, joined to the next stop of the same
 * digest. Drawn for the eye; digests are in the cells as text.
 */
export function DigestLine({ joint, stop }: { joint: Joint; stop: boolean }) {
  const line = 'absolute top-1/2 h-0.5 -translate-y-1/2 bg-accent'
  return (
    <span aria-hidden className="relative -mx-2 mb-1 block h-2.5 max-sm:hidden">
      {joint.passes ? <span className={`${line} inset-x-0 opacity-50`} /> : null}
      {joint.left ? <span className={`${line} left-0 w-4.5`} /> : null}
      {joint.right ? <span className={`${line} right-0 left-4.5`} /> : null}
      {stop ? (
        <span
          className={`-translate-y-1/2 absolute top-1/2 left-3.5 size-2.5 rounded-full border-2 ${
            joint.left || joint.right ? 'border-accent bg-accent' : 'border-line-strong bg-surface'
          }`}
        />
      ) : null}
    </span>
  )
}
