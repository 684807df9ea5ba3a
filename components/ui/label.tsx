import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

/** Names a field; `htmlFor` is the field's id. */
export function Label({ htmlFor, className, children }: { htmlFor: string; className?: string; children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className={classNames('block font-medium text-ink', className)}>
      {children}
    </label>
  )
}
