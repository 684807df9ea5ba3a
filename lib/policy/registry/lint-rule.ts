import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { splitTexts } from '../load-policies.ts'
import { lintPolicies } from './lint-policies.ts'
import { readLayers, schemaOf } from './read-layers.ts'
import type { RuleFault } from './rule-fault.ts'

/** The faults of one rule as it is being typed, held against the schema that is active for the tenant. */
export async function lintRule(actor: Actor, { rule, text }: { rule: string; text: string }): Promise<RuleFault[]> {
  authorise(actor, 'policy:read')
  const schema = schemaOf(await readLayers(db, actor.tenantId))
  return lintPolicies({ schema, policies: { [rule]: text } })
}

/**
 * The faults of a file of rules, by rule, with the lines of the file. Rules without an id are named by their place.
 */
export async function validateText(
  actor: Actor,
  { text }: { text: string },
): Promise<{ rules: string[]; faults: RuleFault[] }> {
  authorise(actor, 'policy:read')
  const schema = schemaOf(await readLayers(db, actor.tenantId))
  const parts = splitTexts(text)
  const policies = Object.fromEntries(parts.map(({ id, text: part }, index) => [id ?? `rule ${index + 1}`, part]))
  const starts = new Map(parts.map(({ id, line }, index) => [id ?? `rule ${index + 1}`, line - 1]))
  const faults = lintPolicies({ schema, policies }).map((fault) => {
    const down = starts.get(fault.rule) ?? 0
    return { ...fault, line: fault.line + down, endLine: fault.endLine + down }
  })
  return { rules: Object.keys(policies), faults }
}
