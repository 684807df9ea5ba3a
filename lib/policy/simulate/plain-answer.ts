import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Asked } from './rule-facts.ts'

/** Thrown where only Cedar itself can say. */
class Unsure extends Error {}
const unsure = (): never => {
  throw new Unsure()
}

type Node = Record<string, { left: unknown; right: unknown; arg: unknown; attr: string } & Record<string, unknown>>

/**
 * What a rule of plain comparisons answers, without asking Cedar: true or false, or undefined where there is anything
 * about which the two could differ (a missing attribute, another type, entities, patterns, large numbers), and Cedar is
 * asked. Sums over fifty thousand runners are all different, so that no answer is known beforehand. A test holds its
 * answers against Cedar's. Pure.
 */
export function plainAnswer({ principal, resource, conditions }: PolicyJson, asked: Asked): boolean | undefined {
  if (![principal.op, resource.op].every((op) => op === 'All')) return undefined
  try {
    return conditions.every(({ kind, body }) => truth(evaluate(body, asked)) === (kind === 'when'))
  } catch (error) {
    if (error instanceof Unsure) return undefined
    throw error
  }
}

function evaluate(expression: unknown, asked: Asked): unknown {
  const node = expression as Node
  for (const kind in node) {
    const at = node[kind]
    if (at === undefined) return unsure()
    switch (kind) {
      case 'Value':
        return typeof at === 'object' ? unsure() : at
      case 'Var':
        return rootOf(String(at), asked)
      case '.': {
        const value = recordOf(evaluate(at.left, asked))[at.attr]
        return value === undefined ? unsure() : value
      }
      case 'has':
        return recordOf(evaluate(at.left, asked))[at.attr] !== undefined
      case '&&':
        return truth(evaluate(at.left, asked)) && truth(evaluate(at.right, asked))
      case '||':
        return truth(evaluate(at.left, asked)) || truth(evaluate(at.right, asked))
      case '!':
        return !truth(evaluate(at.arg, asked))
      case '==':
        return same(evaluate(at.left, asked), evaluate(at.right, asked))
      case '!=':
        return !same(evaluate(at.left, asked), evaluate(at.right, asked))
      case '<':
        return number(evaluate(at.left, asked)) < number(evaluate(at.right, asked))
      case '<=':
        return number(evaluate(at.left, asked)) <= number(evaluate(at.right, asked))
      case '>':
        return number(evaluate(at.left, asked)) > number(evaluate(at.right, asked))
      case '>=':
        return number(evaluate(at.left, asked)) >= number(evaluate(at.right, asked))
      case '+':
        return number(number(evaluate(at.left, asked)) + number(evaluate(at.right, asked)))
      case '-':
        return number(number(evaluate(at.left, asked)) - number(evaluate(at.right, asked)))
      case '*':
        return number(number(evaluate(at.left, asked)) * number(evaluate(at.right, asked)))
      case 'in':
        return isOffer(at.left) && isPrincipal(at.right) ? asked.request.offered : unsure()
      case 'Set':
        return (at as unknown as unknown[]).map((one) => primitive(evaluate(one, asked)))
      case 'contains':
        return list(evaluate(at.left, asked)).includes(primitive(evaluate(at.right, asked)))
      case 'isEmpty':
        return list(evaluate(at.arg, asked)).length === 0
      case 'if-then-else':
        return evaluate(truth(evaluate(at.if, asked)) ? at.then : at.else, asked)
      default:
        return unsure()
    }
  }
  return unsure()
}

function rootOf(name: string, { request, cedar }: Asked): unknown {
  if (name === 'context') return cedar.context
  if (name === 'resource') return request.runner
  return name === 'principal' ? request.tenant : unsure()
}

const isOffer = (node: unknown) => {
  const access = (node as Node)?.['.']
  return access?.attr === 'offer' && (access.left as { Var?: string }).Var === 'resource'
}
const isPrincipal = (node: unknown) => (node as { Var?: string })?.Var === 'principal'

const truth = (value: unknown): boolean => (typeof value === 'boolean' ? value : unsure())
const number = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : unsure())
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : unsure())
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : unsure()
const primitive = (value: unknown): string | number | boolean =>
  typeof value === 'string' || typeof value === 'boolean' ? value : number(value)
const same = (one: unknown, other: unknown): boolean => primitive(one) === primitive(other)
