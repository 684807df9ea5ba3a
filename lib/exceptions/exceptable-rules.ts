import type { Actor } from '../auth/actor.ts'
import { authorise } from '../auth/authorise.ts'
import { db, type Tx } from '../db/client.ts'
import { BareCountError } from '../errors.ts'
import { effectivePolicies } from '../policy/effective-policies.ts'
import type { PolicyRule } from '../policy/schema.ts'
import { activeLayers } from '../policy/tenant-facts.ts'

export type AskedRule = Pick<PolicyRule, 'id' | 'title' | 'level' | 'exceptable' | 'gates'>

/** The rules in force for a tenant, in the order of their ids; none when they cannot be read, and then all is denied. */
async function rulesInForce(tx: Tx, tenantId: string): Promise<AskedRule[]> {
  const set = await effectivePolicies(tx, await activeLayers(tx, tenantId))
  const rules = [...(set?.rules.values() ?? [])].filter(({ effect }) => effect === 'forbid')
  return rules
    .map(({ id, title, level, exceptable, gates }) => ({ id, title, exceptable, gates, ...(level && { level }) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/**
 * The rule by that id, if exceptions count for it. Throws `invalid_input` for a rule that there is not, and for one
 * whose text takes no exceptions: asking people would change nothing.
 */
export async function exceptableRule(tx: Tx, tenantId: string, id: string): Promise<AskedRule> {
  const rule = (await rulesInForce(tx, tenantId)).find((one) => one.id === id)
  if (rule?.exceptable) return rule
  const message = rule
    ? `“${rule.title}” (${id}) takes no exceptions${rule.level === 'hard' ? ': it is hard and holds for everybody' : ''}.`
    : `No rule in force is called ${id}.`
  throw new BareCountError('invalid_input', message, {
    faults: [{ path: 'rule', message }],
    remedy: rule ? 'Do what the finding advises instead.' : 'The rules are under Policy.',
  })
}

/** The rules that an exception may be asked for, for a person to choose from. */
export async function exceptableRules(actor: Actor): Promise<{ id: string; title: string }[]> {
  authorise(actor, 'policy:read')
  const rules = await rulesInForce(db, actor.tenantId)
  return rules.filter(({ exceptable }) => exceptable).map(({ id, title }) => ({ id, title }))
}
