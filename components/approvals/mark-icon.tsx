import { CircleCheck, CircleX, Minus, TriangleAlert } from 'lucide-react'
import { classNames } from '#components/ui/class-names.ts'
import { toneText } from '#components/ui/tone.ts'
import type { DecisionTone } from '#lib/inbox/decision-body.ts'

const icons = { good: CircleCheck, bad: CircleX, wait: TriangleAlert, neutral: Minus } as const

/** The icon that goes with a tone, so that colour never stands alone. */
export function MarkIcon({ tone, className }: { tone: DecisionTone; className?: string }) {
  const Icon = icons[tone]
  return <Icon aria-hidden className={classNames('size-4 shrink-0', toneText[tone], className)} />
}
