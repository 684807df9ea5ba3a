import { policyGates, policyLevels } from '#lib/policy/policy-words.ts'
import type { PolicyRule } from '#lib/policy/schema.ts'
import { gateTitles } from './gate-titles.ts'
import { LevelBadge } from './level-badge.tsx'

/** The rules in force under the first gate that asks them, the binding ones first. */
export function RuleList({ rules }: { rules: readonly PolicyRule[] }) {
  const weight = (rule: PolicyRule) => policyLevels.indexOf(rule.level ?? 'advisory')
  const asked = rules.filter((rule) => rule.level).sort((a, b) => weight(a) - weight(b))
  return policyGates.map((gate) => (
    <section key={gate} aria-labelledby={`gate-${gate}`} className="mb-5">
      <h3 id={`gate-${gate}`} className="mb-1.5 font-medium">
        {gateTitles[gate]}
      </h3>
      <ul className="divide-y rounded-lg border bg-surface">
        {asked
          .filter((rule) => rule.gates[0] === gate)
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

/** What a rule asks, what to do when it is broken, where else it is asked, and its very text. */
function RuleWords({ rule }: { rule: PolicyRule }) {
  const elsewhere = rule.gates.slice(1).map((gate) => gateTitles[gate].toLowerCase())
  return (
    <div className="min-w-0 flex-1">
      <p>
        {rule.title} <code className="break-words text-ink-faint text-sm">{rule.id}</code>
      </p>
      <p className="text-ink-muted">{rule.remedy}</p>
      <details>
        <summary className="cursor-pointer text-ink-muted text-sm">
          <span className="text-accent-text">Cedar</span>
          {elsewhere.length ? ` · asked again ${elsewhere.join(' and ')}` : null}
        </summary>
        <pre className="mt-1 overflow-x-auto rounded-md bg-sunken p-2 font-mono text-sm">{rule.text}</pre>
      </details>
    </div>
  )
}
