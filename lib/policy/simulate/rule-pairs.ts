import { mergeLayers } from '../load-policies.ts'
import { type ActiveLayer, layersFor, withDraft } from '../registry/read-layers.ts'
import type { PolicyScopeName } from '../registry/schema.ts'
import { type RuleSet, ruleSet } from './rule-sets.ts'

export type RulePair = { before: RuleSet; after: RuleSet }

/** The rules of each tenant now and with a draft. Tenants without layers of their own share one pair. */
export function makePairs(
  layers: readonly ActiveLayer[],
  draft: { scope: PolicyScopeName; scopeTenantId: string; policies: Record<string, string> },
): (tenantId: string) => RulePair {
  const drafted = withDraft(layers, draft)
  const own = new Set(drafted.map(({ scopeTenantId }) => scopeTenantId).filter((tenantId) => tenantId !== ''))
  const pairs = new Map<string, RulePair>()
  const setFor = (from: readonly ActiveLayer[], tenantId: string) =>
    ruleSet(mergeLayers(layersFor(from, tenantId).map(({ source }) => source)).policies)
  return (tenantId) => {
    const key = own.has(tenantId) ? tenantId : ''
    const known = pairs.get(key)
    if (known) return known
    const pair = { before: setFor(layers, key), after: setFor(drafted, key) }
    pairs.set(key, pair)
    return pair
  }
}
