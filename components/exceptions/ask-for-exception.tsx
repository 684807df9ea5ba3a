import { Notice } from '#components/ui/notice.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { type AskFor, askLink } from '#lib/exceptions/ask-link.ts'

type Props = {
  /** What stands against it and may be excepted. */
  denials: readonly { rule: string; reason: string }[]
  about: Omit<AskFor, 'rule'>
}

/** Where to ask for leave, beside a denial; nothing when no rule of it takes exceptions. */
export function AskForException({ denials, about }: Props) {
  if (!denials.length) return null
  return (
    <Notice title="It was denied by a rule that takes exceptions" className="mb-4">
      <ul className="space-y-1">
        {denials.map(({ rule, reason }) => (
          <li key={rule}>
            {reason} <TextLink href={askLink({ rule, ...about })}>Ask for an exception</TextLink>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
