import { CircleAlert, CircleDot, CircleQuestionMark, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import { classNames } from '#components/ui/class-names.ts'
import { type Tone, toneText } from '#components/ui/tone.ts'
import type { SeverityName } from '#lib/artifacts/severities.ts'

const looks: Record<SeverityName, { word: string; tone: Tone; icon: LucideIcon }> = {
  critical: { word: 'Critical', tone: 'bad', icon: OctagonAlert },
  high: { word: 'High', tone: 'bad', icon: TriangleAlert },
  medium: { word: 'Medium', tone: 'wait', icon: CircleAlert },
  low: { word: 'Low', tone: 'neutral', icon: CircleDot },
  unknown: { word: 'Unknown', tone: 'neutral', icon: CircleQuestionMark },
}

/** How severe a finding is: an icon, a word and a colour, always together. */
export function SeverityMark({ severity }: { severity: SeverityName }) {
  const { word, tone, icon: Icon } = looks[severity]
  return (
    <span className={classNames('inline-flex items-center gap-1.5 align-top font-medium', toneText[tone])}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {word}
    </span>
  )
}
