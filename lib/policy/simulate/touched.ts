import { type PolicyGateName, policyGates } from '../policy-words.ts'
import { factsOf } from './rule-facts.ts'
import type { RulePair } from './rule-pairs.ts'
import type { RuleSet, SimulatedRule } from './rule-sets.ts'

/** A rule that may answer otherwise: as it is now, and as it would be. */
export type RuleToAsk = { id: string; old: SimulatedRule | undefined; now: SimulatedRule | undefined }

type Touched = Record<PolicyGateName, { changed: RuleToAsk[]; withOffers: RuleToAsk[] }>
const known = new WeakMap<RulePair, Touched>()

/** The rules of a gate that may answer otherwise: those that differ, and where facts do those that look at them. */
export function rulesToAsk(pair: RulePair, gate: PolicyGateName, factsDiffer: boolean): RuleToAsk[] {
  let touched = known.get(pair)
  if (!touched) {
    touched = Object.fromEntries(policyGates.map((gate) => [gate, touchedAt(pair, gate)] as const)) as Touched
    known.set(pair, touched)
  }
  return factsDiffer ? touched[gate].withOffers : touched[gate].changed
}

/** The gates at which anything may differ. */
export function gatesTouched(pair: RulePair, factsDiffer: boolean): PolicyGateName[] {
  return policyGates.filter((gate) => rulesToAsk(pair, gate, factsDiffer).length > 0)
}

/** Rules that come, go, or say something else at a gate. Pure. */
export function changedRules(pair: RulePair, gate: PolicyGateName): SimulatedRule[] {
  return rulesToAsk(pair, gate, false).flatMap(({ old, now }) => [old, now].filter((rule) => rule !== undefined))
}

function touchedAt({ before, after }: RulePair, gate: PolicyGateName) {
  const all = [
    ...before.byGate[gate].map((old) => ({ id: old.id, old, now: ruleAt(after, old.id, gate) })),
    ...after.byGate[gate]
      .filter(({ id }) => !ruleAt(before, id, gate))
      .map((now) => ({ id: now.id, old: undefined, now })),
  ]
  const differs = ({ old, now }: RuleToAsk) => old?.text !== now?.text
  return {
    changed: all.filter(differs),
    withOffers: all.filter((rule) => differs(rule) || (rule.now && looksAtOffers(rule.now))),
  }
}

function ruleAt({ byId }: RuleSet, id: string, gate: PolicyGateName): SimulatedRule | undefined {
  const rule = byId.get(id)
  return rule?.gates.includes(gate) ? rule : undefined
}

/** Facts differ in the matrix and the quotas only: those are what a draft has beside its rules. */
function looksAtOffers({ text }: SimulatedRule): boolean {
  let answer = looking.get(text)
  if (answer === undefined) {
    answer = factsOf(text).some((fact) =>
      /^(offered|resource|resource\.offer|context|context\.(quota|maxConcurrency).*)$/.test(fact),
    )
    looking.set(text, answer)
  }
  return answer
}
const looking = new Map<string, boolean>()
