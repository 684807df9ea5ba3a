import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Asked } from './rule-facts.ts'

/** Thrown where only Cedar itself can say. One for all: it says nothing but that. */
const UNSURE = new Error('only Cedar can say')
const unsure = (): never => {
  throw UNSURE
}

type Read = (asked: Asked) => unknown
type Node = Record<string, { left: unknown; right: unknown; arg: unknown; attr: string } & Record<string, unknown>>

/**
 * A rule of plain comparisons as a function that answers without asking Cedar: true or false, or undefined where there is
 * anything about which the two could differ (a missing attribute, another type, entities, patterns, large numbers), and
 * Cedar is asked. Sums over fifty thousand runners are all different, so that no answer is known beforehand. A test holds
 * its answers against Cedar's. Pure.
 */
export function plainRule({ principal, resource, conditions }: PolicyJson): (asked: Asked) => boolean | undefined {
  if (![principal.op, resource.op].every((op) => op === 'All')) return () => undefined
  const tests = conditions.map(({ kind, body }) => ({ when: kind === 'when', read: readerOf(body) }))
  return (asked) => {
    try {
      return tests.every(({ when, read }) => truth(read(asked)) === when)
    } catch (error) {
      if (error === UNSURE) return undefined
      throw error
    }
  }
}

/** The expression as a function, so that its tree is walked once and not for every runner. */
function readerOf(expression: unknown): Read {
  const [[kind, at] = []] = Object.entries(expression as Node)
  if (kind === undefined || at === undefined) return unsure
  const compare = (say: (left: unknown, right: unknown) => unknown): Read => {
    const [left, right] = [readerOf(at.left), readerOf(at.right)]
    return (asked) => say(left(asked), right(asked))
  }
  const count = (say: (left: number, right: number) => unknown) =>
    compare((left, right) => say(number(left), number(right)))
  switch (kind) {
    case 'Value':
      return typeof at === 'object' ? unsure : () => at
    case 'Var':
      return rootReader(String(at))
    case '.': {
      const [from, { attr }] = [readerOf(at.left), at]
      return (asked) => {
        const value = recordOf(from(asked))[attr]
        return value === undefined ? unsure() : value
      }
    }
    case 'has': {
      const [from, { attr }] = [readerOf(at.left), at]
      return (asked) => recordOf(from(asked))[attr] !== undefined
    }
    case '&&': {
      const [left, right] = [readerOf(at.left), readerOf(at.right)]
      return (asked) => truth(left(asked)) && truth(right(asked))
    }
    case '||': {
      const [left, right] = [readerOf(at.left), readerOf(at.right)]
      return (asked) => truth(left(asked)) || truth(right(asked))
    }
    case '!': {
      const arg = readerOf(at.arg)
      return (asked) => !truth(arg(asked))
    }
    case '==':
      return compare(same)
    case '!=':
      return compare((left, right) => !same(left, right))
    case '<':
      return count((left, right) => left < right)
    case '<=':
      return count((left, right) => left <= right)
    case '>':
      return count((left, right) => left > right)
    case '>=':
      return count((left, right) => left >= right)
    case '+':
      return count((left, right) => number(left + right))
    case '-':
      return count((left, right) => number(left - right))
    case '*':
      return count((left, right) => number(left * right))
    case 'in':
      return isOffer(at.left) && isPrincipal(at.right) ? ({ request }) => request.offered : unsure
    case 'Set': {
      const members = (at as unknown as unknown[]).map(readerOf)
      return (asked) => members.map((one) => primitive(one(asked)))
    }
    case 'contains':
      return compare((left, right) => list(left).includes(primitive(right)))
    case 'isEmpty': {
      const arg = readerOf(at.arg)
      return (asked) => list(arg(asked)).length === 0
    }
    case 'if-then-else': {
      const [either, then, otherwise] = [readerOf(at.if), readerOf(at.then), readerOf(at.else)]
      return (asked) => (truth(either(asked)) ? then : otherwise)(asked)
    }
    default:
      return unsure
  }
}

function rootReader(name: string): Read {
  if (name === 'context') return ({ cedar }) => cedar.context
  if (name === 'resource') return ({ request }) => request.runner
  return name === 'principal' ? ({ request }) => request.tenant : unsure
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
