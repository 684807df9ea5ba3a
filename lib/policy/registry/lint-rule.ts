import type { Actor } from '../../auth/actor.ts'
import { authorise } from '../../auth/authorise.ts'
import { db } from '../../db/client.ts'
import { BareCountError } from '../../errors.ts'
import { splitTexts } from '../load-policies.ts'
import { lintPolicies } from './lint-policies.ts'
import { readLayers, schemaOf } from './read-layers.ts'
import { place, type RuleFault } from './rule-fault.ts'
import { MOST_RULES } from './schema.ts'

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
  if (parts.length > MOST_RULES) {
    const message = `The file has ${parts.length} rules; at most ${MOST_RULES} are read at once.`
    throw new BareCountError('invalid_input', message, { faults: [{ path: 'text', message }] })
  }
  const named = parts.map(({ id, ...part }, index) => ({ id: id ?? `rule ${index + 1}`, ...part }))
  const policies = Object.fromEntries(named.map(({ id, text: part }) => [id, part]))
  const starts = new Map(named.map(({ id, line }) => [id, line - 1]))
  const faults = lintPolicies({ schema, policies }).map((fault) => {
    const down = starts.get(fault.rule) ?? 0
    return { ...fault, line: fault.line + down, endLine: fault.endLine + down }
  })
  return { rules: Object.keys(policies), faults: [...namedTwice(named), ...faults] }
}

/** Of two rules with one id the earlier would be lost without a word. */
function namedTwice(parts: readonly { id: string; text: string; line: number }[]): RuleFault[] {
  const last = new Map(parts.map((part) => [part.id, part]))
  return parts.flatMap((part) => {
    const { id, text, line } = part
    if (last.get(id) === part) return []
    const { endLine, ...rest } = place(text, 0, text.length)
    const message = `Another rule has the @id ${id}, too.`
    const where = { ...rest, line, endLine: endLine + line - 1 }
    return [{ rule: id, severity: 'error' as const, ...where, message, remedy: 'Give one of them another name.' }]
  })
}
