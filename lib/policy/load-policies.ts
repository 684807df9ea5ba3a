import { z } from 'zod'
import { jsonDigest } from '../digest.ts'
import { cedar, succeeded } from './cedar.ts'
import { type PolicyGateName, type PolicyLevel, policyGates, policyLevels } from './policy-words.ts'
import type { PolicyRule } from './schema.ts'

/** The texts a policy set is made of, as stored with a policy version. */
export const policySourceSchema = z.object({
  schema: z.string(),
  /** Cedar text by the rule's `@id`. */
  policies: z.record(z.string(), z.string()),
})
export type PolicySource = z.infer<typeof policySourceSchema>

export type PolicySet = {
  /** The platform's version; 0 for a set that was never activated. */
  version: number
  /** Every version it is merged from, the platform's first. */
  versions: readonly number[]
  digest: string
  schema: string
  /** Every rule. Cedar names all that forbid, so one question is enough for all levels. */
  all: Record<string, string>
  /** Those that permit: of them it says nothing where any rule forbids, if only as advice. */
  permits: Record<string, string>
  rules: ReadonlyMap<string, PolicyRule & { annotations: Record<string, string> }>
}

/** `sha256:…` over the canonical JSON of the texts. */
export function policyDigest(source: PolicySource): string {
  const { schema, policies } = source
  return jsonDigest({ schema, policies })
}

/** `sha256:…` of a version: over its texts, and over its matrix and quota where it has them. */
export function versionDigest(version: PolicySource & { matrix?: unknown; quota?: unknown }): string {
  const { schema, policies, matrix, quota } = version
  const rows = Array.isArray(matrix) && matrix.length > 0 ? { matrix } : {}
  return jsonDigest({ schema, policies, ...rows, ...(quota ? { quota } : {}) })
}

/** One source from layers, the widest first: its schema, and of rules with the same id the last. Pure. */
export function mergeLayers(layers: readonly PolicySource[]): PolicySource {
  const schema = layers[0]?.schema ?? ''
  return { schema, policies: Object.assign({}, ...layers.map(({ policies }) => policies)) }
}

/** Splits Cedar text into rules by `@id`. Throws when one has no id or two have the same. */
export function splitPolicies(texts: readonly string[]): Record<string, string> {
  const rules: Record<string, string> = {}
  for (const text of texts) {
    for (const rule of succeeded(cedar.policySetTextToParts(text), 'The policies do not parse').policies) {
      const { id } = readRule(rule).annotations
      if (!id) throw new Error(`A policy has no @id: ${rule.slice(0, 80)}`)
      if (rules[id]) throw new Error(`Two policies have the @id ${id}.`)
      rules[id] = rule
    }
  }
  return rules
}

/** A file of rules as its parts, each with its id, where it has one, and its first line. A file that does not parse is one part. */
export function splitTexts(text: string): { id: string | undefined; text: string; line: number }[] {
  const parts = cedar.policySetTextToParts(text)
  if (parts.type === 'failure') return [{ id: undefined, text, line: 1 }]
  // Lines are counted on from the rule before: from the beginning each time, a long file would take minutes.
  let [from, line] = [0, 1]
  return parts.policies.map((part) => {
    const at = Math.max(from, text.indexOf(part, from))
    line += breaksIn(text.slice(from, at))
    const found = { id: /@id\("([^"]+)"\)/.exec(part)?.[1], text: part, line }
    line += breaksIn(part)
    from = at + part.length
    return found
  })
}

const breaksIn = (text: string): number => text.split('\n').length - 1

/**
 * Reads, type-checks and sorts a policy set. Throws with Cedar's own words when a policy does not parse, does not fit
 * the schema, or lacks an annotation that people need; callers treat that as "deny".
 */
export function loadPolicies(source: PolicySource, versions: readonly number[] = []): PolicySet {
  const { schema, policies } = source
  const call = { schema, policies: { staticPolicies: policies }, validationSettings: { mode: 'strict' as const } }
  const { validationErrors } = succeeded(cedar.validate(call), 'The policies do not validate')
  if (validationErrors.length > 0) {
    throw new Error(validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`).join('; '))
  }
  const rules = new Map(Object.entries(policies).map(([id, text]) => [id, describeRule(id, text)] as const))
  const permits = Object.fromEntries(Object.entries(policies).filter(([id]) => rules.get(id)?.effect === 'permit'))
  return { version: versions[0] ?? 0, versions, digest: policyDigest(source), schema, all: policies, permits, rules }
}

function readRule(text: string) {
  const { json } = succeeded(cedar.policyToJson(text), 'A policy does not parse')
  return { ...json, annotations: Object.fromEntries(Object.entries(json.annotations ?? {}).map(asText)) }
}

const asText = ([key, value]: [string, string | null]): [string, string] => [key, value ?? '']

/** A rule as people and the evaluator read it. Throws when it lacks an annotation that they need. */
export function describeRule(id: string, text: string): PolicyRule & { annotations: Record<string, string> } {
  const { effect, action, annotations } = readRule(text)
  if (annotations.id !== id) throw new Error(`The policy kept as ${id} calls itself ${annotations.id}.`)
  const { title = id, level, reason, remedy } = annotations
  const exceptable = text.includes(`context.exceptions.contains("${id}")`)
  const described = { id, title, effect, gates: gatesOf(action), exceptable, text, annotations }
  if (effect === 'permit') return described
  if (!isLevel(level) || !reason || !remedy) {
    throw new Error(`The policy ${id} needs @level (${policyLevels.join(', ')}), @reason and @remedy.`)
  }
  return { ...described, level, reason, remedy }
}

function gatesOf(scope: unknown): PolicyGateName[] {
  const written = JSON.stringify(scope)
  const named = policyGates.filter((gate) => written.includes(`"id":"${gate}"`))
  return named.length > 0 ? named : [...policyGates]
}

function isLevel(text: string | undefined): text is PolicyLevel {
  return policyLevels.some((level) => level === text)
}
