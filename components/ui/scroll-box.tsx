import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** A bordered box for what may be wider than the screen: it scrolls by itself, by keyboard too. `label` says what it holds. */
export function ScrollBox({ label, children, className }: { label: string; children: ReactNode; className?: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
      className={classNames(
        'relative overflow-x-auto rounded-lg border bg-surface focus-visible:outline-offset-[-2px]',
        className,
      )}
    >
      {children}
    </section>
  )
}
