import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Section } from '#components/ui/section.tsx'
import { Status } from '#components/ui/status.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Answer } from '#components/ui/use-act.ts'
import type { PolicyFinding } from '#lib/policy/schema.ts'
import { KeepTestButton } from './keep-test-button.tsx'
import { LevelBadge } from './level-badge.tsx'

type Then = {
  id: string
  gate: string
  at: Date
  allowed: boolean
  versions: readonly number[]
  findings: readonly PolicyFinding[]
  replays: boolean
}
type Props = {
  then: readonly Then[]
  now: { allowed: boolean; findings: readonly PolicyFinding[]; versions: readonly number[] } | undefined
  /** Left out for those who do not write policies. */
  keep?: (input: { decisionId: string }) => Promise<Answer<{ name: string }>>
}

const gateWords: Record<string, string> = {
  pre_deploy: 'Before it began',
  deploy: 'Before it was applied',
  run: 'At a run',
}

/** What was decided about a past deployment, beside what would be decided today; what differs is marked. */
export function ThenAndNow({ then, now, keep }: Props) {
  const first = then.find(({ gate }) => gate === 'pre_deploy')
  const before = new Set(first?.findings.map(({ id }) => id))
  const after = new Set(now?.findings.map(({ id }) => id))
  const [last] = then.slice(-1)
  return (
    <div className="mt-8 grid gap-x-8 lg:grid-cols-2">
      <Section title={last?.allowed === false ? 'Why it was denied then' : 'Why it passed then'}>
        <div className="space-y-4">
          {then.length === 0 ? <p className="text-ink-muted">No gate was asked.</p> : null}
          {then.map((decision) => (
            <div key={decision.id}>
              <p className="mb-1 flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{gateWords[decision.gate] ?? decision.gate}</span>
                <Status status={decision.allowed ? 'allowed' : 'denied'} />
                <span className="text-ink-muted">
                  by <Versions versions={decision.versions} />, <RelativeTime at={decision.at} />
                </span>
                {decision.replays ? (
                  <Badge tone="good">replays the same</Badge>
                ) : (
                  <Badge tone="bad">replays otherwise</Badge>
                )}
              </p>
              <Findings
                findings={decision.findings}
                others={decision === first && now ? after : undefined}
                mark="not today"
              />
              {keep ? <KeepTestButton decisionId={decision.id} keep={keep} /> : null}
            </div>
          ))}
        </div>
      </Section>
      <Section title="Would it pass today?">
        {now ? (
          <>
            <p className="mb-1 flex flex-wrap items-center gap-x-2">
              <Status status={now.allowed ? 'allowed' : 'denied'}>
                {now.allowed ? 'It would pass' : 'It would be denied'}
              </Status>
              <span className="text-ink-muted">
                by <Versions versions={now.versions} />, with the facts of now
              </span>
              {first && first.allowed !== now.allowed ? <Badge tone="wait">another answer than then</Badge> : null}
            </p>
            <Findings findings={now.findings} others={first ? before : undefined} mark="new" />
          </>
        ) : (
          <p className="text-ink-muted">It cannot be asked today: there are no prices or sizes to ask with.</p>
        )}
      </Section>
    </div>
  )
}

function Versions({ versions }: { versions: readonly number[] }) {
  return (
    <>
      version{' '}
      {versions.map((version, index) => (
        <span key={version}>
          {index ? ' + ' : null}
          <TextLink href={`/policy/versions/${version}`}>{version}</TextLink>
        </span>
      ))}
    </>
  )
}

function Findings({
  findings,
  others,
  mark,
}: {
  findings: readonly PolicyFinding[]
  others: ReadonlySet<string> | undefined
  mark: string
}) {
  if (findings.length === 0) return <p className="text-ink-muted">No rule had anything to say.</p>
  return (
    <ul className="space-y-1">
      {findings.map(({ id, level, reason, overriddenBy }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-2">
          <LevelBadge level={level} />
          <span>{reason}</span>
          {overriddenBy ? <Badge>overridden</Badge> : null}
          {others && !others.has(id) ? <Badge tone="wait">{mark}</Badge> : null}
        </li>
      ))}
    </ul>
  )
}
