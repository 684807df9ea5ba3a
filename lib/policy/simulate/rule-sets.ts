import { describeRule } from '../load-policies.ts'
import { type PolicyGateName, type PolicyLevel, policyGates } from '../policy-words.ts'

/** A rule as a simulation asks it. */
export type SimulatedRule = {
  id: string
  text: string
  effect: 'permit' | 'forbid'
  level: PolicyLevel | undefined
  gates: readonly PolicyGateName[]
  reason: string
  exceptable: boolean
}

/** The rules in force for some tenants, by gate and id. */
export type RuleSet = { byId: ReadonlyMap<string, SimulatedRule>; byGate: Record<PolicyGateName, SimulatedRule[]> }

const read = new Map<string, SimulatedRule>()

/** A set from texts by id. Rules are read once, so that two hundred tenants with layers of their own cost little. */
export function ruleSet(policies: Record<string, string>): RuleSet {
  const byId = new Map(Object.entries(policies).map(([id, text]) => [id, readRule(id, text)] as const))
  const rules = [...byId.values()]
  const byGate = policyGates.map((gate) => [gate, rules.filter(({ gates }) => gates.includes(gate))] as const)
  return { byId, byGate: Object.fromEntries(byGate) as RuleSet['byGate'] }
}

function readRule(id: string, text: string): SimulatedRule {
  const known = read.get(text)
  if (known) return known
  const { effect, level, gates, reason = '', exceptable } = describeRule(id, text)
  const rule = { id, text, effect, level, gates, reason, exceptable }
  // Texts are written by people; the bound is only against years of them.
  if (read.size >= 5000) read.clear()
  read.set(text, rule)
  return rule
}
