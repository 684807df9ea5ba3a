import { cedar, succeeded } from '../cedar.ts'
import type { CedarRequest } from '../cedar-request.ts'
import type { PolicyRequest } from '../schema.ts'

/**
 * The facts a rule's answer depends on, read from its syntax tree: `resource.size`, `context.usage.monthly`, `offered`,
 * and `context.limits?` where only its presence is asked. A variable used as a whole stands for all there is of it. Two
 * requests with equal values of these get the same answer, which is what lets equal ones be asked once. Pure.
 */
export function factsOf(text: string): string[] {
  const { json } = succeeded(cedar.policyToJson(text), 'A policy does not parse')
  const facts = new Set<string>()
  for (const part of ['principal', 'resource'] as const) {
    const { op } = json[part]
    if (op !== 'All' && op !== 'is') facts.add(part)
  }
  for (const { body } of json.conditions) walk(body, facts)
  return [...facts].sort()
}

function walk(node: unknown, facts: Set<string>): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, facts)
    return
  }
  if (typeof node !== 'object' || node === null) return
  const [kind = ''] = Object.keys(node)
  const value = (node as Record<string, unknown>)[kind] as Record<string, unknown>
  if (kind === 'Value') return
  if (kind === 'Var') {
    facts.add(String(value))
    return
  }
  if (kind === '.' || kind === 'has') {
    const path = pathOf(value.left)
    if (path) facts.add(`${path}.${value.attr}${kind === 'has' ? '?' : ''}`)
    else walk(value.left, facts)
    return
  }
  // The type of a variable is settled by the gate.
  if (kind === 'is' && pathOf(value.left)) return
  // Whether the row asked for is the tenant's: one fact, whichever row and tenant it is.
  if (kind === 'in' && pathOf(value.left) === 'resource.offer' && pathOf(value.right) === 'principal') {
    facts.add('offered')
    return
  }
  for (const child of Object.values(node)) walk(child, facts)
}

/** `context.usage.monthly` for a chain of attributes from a variable; undefined for any other expression. */
function pathOf(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  const { Var, '.': access } = node as { Var?: string; '.'?: { left: unknown; attr: string } }
  if (Var) return Var
  const left = access && pathOf(access.left)
  return left ? `${left}.${access.attr}` : undefined
}

/** A request beside its form in Cedar's terms, made once. */
export type Asked = { request: PolicyRequest; cedar: CedarRequest }

/** The values of those facts in a request, as one text: equal texts, equal answers. Pure. */
export function valuesOf(facts: readonly string[], asked: Asked): string {
  return JSON.stringify(facts.map((fact) => valueAt(fact, asked) ?? null))
}

function valueAt(fact: string, { request, cedar: asked }: Asked): unknown {
  if (fact === 'offered') return request.offered
  const presence = fact.endsWith('?')
  const [root = '', ...path] = (presence ? fact.slice(0, -1) : fact).split('.')
  const value = path.reduce<unknown>(property, rootOf(root, request, asked))
  return presence ? value !== undefined : value
}

function rootOf(root: string, request: PolicyRequest, asked: CedarRequest): unknown {
  const { tenant, runner, offered } = request
  if (root === 'principal') return { ...tenant }
  // An offer stands for its row and whose it is.
  if (root === 'resource') return { ...runner, offer: [runner.class, runner.size, runner.profile, offered, tenant.id] }
  return root === 'context' ? asked.context : asked
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}
