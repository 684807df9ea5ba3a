import {
  ArrowLeftRight,
  Ban,
  CircleCheck,
  CircleDot,
  CircleSlash,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  LoaderCircle,
  type LucideIcon,
  Snowflake,
  Waves,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { type StatusIcon, wordsOf } from './status-words.ts'
import { toneText } from './tone.ts'

const icons: Record<StatusIcon, LucideIcon> = {
  check: CircleCheck,
  spinner: LoaderCircle,
  clock: Clock,
  hand: Hand,
  cross: CircleX,
  ban: Ban,
  slash: CircleSlash,
  hourglass: Hourglass,
  waves: Waves,
  dot: CircleDot,
  swap: ArrowLeftRight,
  snowflake: Snowflake,
}

export type StatusProps = {
  /** As the domain says it, e.g. `waiting_approval`. */
  status: string
  /** Other words than the usual ones. */
  children?: ReactNode
  /** The icon alone; the word stays for screen readers and on hover. */
  iconOnly?: boolean
  className?: string
}

/** How a thing stands: an icon, a word and a colour, always together. */
export function Status({ status, children, iconOnly, className }: StatusProps) {
  const { word, tone, icon } = wordsOf(status)
  const Icon = icons[icon]
  return (
    <span
      title={iconOnly ? word : undefined}
      className={classNames(
        'inline-flex items-center gap-1.5 whitespace-nowrap align-top font-medium',
        toneText[tone],
        className,
      )}
    >
      <Icon aria-hidden className={classNames('size-4 shrink-0', icon === 'spinner' && 'animate-spin')} />
      <span className={iconOnly ? 'sr-only' : undefined}>{children ?? word}</span>
    </span>
  )
}
