import { Ban, Info, ShieldAlert } from 'lucide-react'
import { Badge } from '#components/ui/badge.tsx'
import type { PolicyLevel } from '#lib/policy/policy-words.ts'

const looks = {
  hard: { tone: 'bad', icon: <Ban aria-hidden />, word: 'Hard' },
  soft: { tone: 'wait', icon: <ShieldAlert aria-hidden />, word: 'Soft' },
  advisory: { tone: 'neutral', icon: <Info aria-hidden />, word: 'Advisory' },
} as const

/** How binding a rule is: nobody overrides hard, an approver may override soft, advisory only says something. */
export function LevelBadge({ level }: { level: PolicyLevel }) {
  const { tone, icon, word } = looks[level]
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  )
}
