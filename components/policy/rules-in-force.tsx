import { Digest } from '#components/ui/digest.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import type { PolicyRule } from '#lib/policy/schema.ts'
import { RuleList } from './rule-list.tsx'

type Props = {
  policy:
    | {
        readable: true
        version: number
        versions: readonly number[]
        digest: string
        activatedAt: Date
        rules: PolicyRule[]
      }
    | { readable: false }
}

/** The rules that hold for a tenant, and of which versions they are. */
export function RulesInForce({ policy }: Props) {
  if (!policy.readable) {
    return (
      <Notice kind="caution" title="No policy can be read, so nothing is allowed">
        A platform admin must activate a policy version.
      </Notice>
    )
  }
  const { version, versions, activatedAt, digest, rules } = policy
  return (
    <Section
      title="Rules"
      description="Hard and soft rules stop what breaks them; advice stops nothing."
      actions={
        <span className="text-ink-muted">
          {versions.length > 1 ? `Versions ${versions.join(', ')}` : `Version ${version}`}, since{' '}
          <RelativeTime at={activatedAt} /> <Digest digest={digest} />
        </span>
      }
    >
      <RuleList rules={rules} />
    </Section>
  )
}
