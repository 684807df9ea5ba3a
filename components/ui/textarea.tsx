import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { inputLook } from './input.tsx'

/** A text field of several lines, growing with its text where the browser can. */
export function Textarea({ className, mono, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      className={classNames(inputLook, 'field-sizing-content min-h-20 py-1.5', mono && 'font-mono text-sm', className)}
      {...rest}
    />
  )
}
