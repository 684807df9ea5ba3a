import Link from 'next/link'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

/** A link among words. Underlined, since colour alone does not tell it from them. */
export function TextLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      className={classNames(
        'text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current',
        className,
      )}
      {...rest}
    />
  )
}
