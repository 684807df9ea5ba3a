import { type PolicyGateName, policyGates } from '../schema.ts'
import { looksAtOffers } from './compare-verdicts.ts'
import type { RulePair } from './rule-pairs.ts'
import type { SimulatedRule } from './rule-sets.ts'

const known = new WeakMap<RulePair, { rules: PolicyGateName[]; offers: PolicyGateName[] }>()

/** The gates at which anything may differ: where rules do, and where facts do those with rules that look at them. */
export function gatesTouched(pair: RulePair, factsDiffer: boolean): PolicyGateName[] {
  let touched = known.get(pair)
  if (!touched) {
    const rules = policyGates.filter((gate) => changedRules(pair, gate).length > 0)
    const looking = policyGates.filter((gate) => pair.after.byGate[gate].some(looksAtOffers))
    touched = { rules, offers: policyGates.filter((gate) => rules.includes(gate) || looking.includes(gate)) }
    known.set(pair, touched)
  }
  return factsDiffer ? touched.offers : touched.rules
}

/** Rules that come, go, or say something else at a gate. Pure. */
export function changedRules({ before, after }: RulePair, gate: PolicyGateName): SimulatedRule[] {
  const gone = before.byGate[gate].filter(({ id, text }) => after.byId.get(id)?.text !== text)
  const come = after.byGate[gate].filter(({ id, text }) => before.byId.get(id)?.text !== text)
  return [...gone, ...come]
}
