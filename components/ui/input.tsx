import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

export const inputLook =
  'w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-faint transition-colors hover:border-ink-muted aria-invalid:border-bad disabled:bg-sunken disabled:text-ink-muted'

/** A one-line text field. Give it a label with `Field`. `mono` for digests, paths and code. */
export function Input({ className, mono, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return <input className={classNames(inputLook, 'h-8', mono && 'font-mono text-sm', className)} {...rest} />
}
