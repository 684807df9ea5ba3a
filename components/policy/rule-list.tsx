import { type PolicyGateName, type PolicyRule, policyGates } from '#lib/policy/schema.ts'
import { LevelBadge } from './level-badge.tsx'

const gateTitles: Record<PolicyGateName, string> = {
  pre_deploy: 'Before a deployment',
  deploy: 'Before it is applied',
  run: 'Before every run',
}

/** The rules in force at each gate: what they ask, what they say when broken, what to do, and their very text. */
export function RuleList({ rules }: { rules: readonly PolicyRule[] }) {
  return policyGates.map((gate) => (
    <section key={gate} aria-labelledby={`gate-${gate}`} className="mb-5">
      <h3 id={`gate-${gate}`} className="mb-1.5 font-medium">
        {gateTitles[gate]}
      </h3>
      <ul className="divide-y rounded-lg border bg-surface">
        {rules
          .filter((rule) => rule.level && rule.gates.includes(gate))
          .map((rule) => (
            <li key={rule.id} className="flex gap-3 px-3 py-2">
              <span className="w-20 shrink-0">{rule.level ? <LevelBadge level={rule.level} /> : null}</span>
              <RuleWords rule={rule} />
            </li>
          ))}
      </ul>
    </section>
  ))
}

function RuleWords({ rule }: { rule: PolicyRule }) {
  return (
    <div className="min-w-0 flex-1">
      <p>
        {rule.title} <code className="text-ink-faint text-sm">{rule.id}</code>
      </p>
      <p className="text-ink-muted">{rule.remedy}</p>
      <details>
        <summary className="cursor-pointer text-accent-text text-sm">Cedar</summary>
        <pre className="mt-1 overflow-x-auto rounded-md bg-sunken p-2 font-mono text-sm">{rule.text}</pre>
      </details>
    </div>
  )
}
