import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

/** A bordered box for things that belong together. */
export function Card({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={classNames('rounded-lg border bg-surface p-4', className)} {...rest} />
}
