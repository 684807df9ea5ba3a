import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { type Tone, toneSoft } from './tone.ts'

/** A short word beside a thing. For how something stands, use `Status`. */
export function Badge({
  tone = 'neutral',
  icon,
  className,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 max-w-full align-top items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3',
        toneSoft[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
