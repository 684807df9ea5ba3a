import { cedar, makeSlots, succeeded } from '../cedar.ts'
import type { CedarRequest } from '../cedar-request.ts'
import { plainRule } from './plain-answer.ts'
import { type Asked, factsOf, valuesOf } from './rule-facts.ts'

/** What one rule says of a request: it holds or not, or it cannot be asked, which denies. */
export type RuleAnswer = boolean | 'error'

/** Rules kept parsed by Cedar while a simulation goes through its subjects. */
const slots = makeSlots('rule', 160)

type KnownRule = { plain: ReturnType<typeof plainRule>; facts: string[]; answers: Map<string, RuleAnswer> }

/**
 * Asks single rules. Plain comparisons are made here; everything else is Cedar's, and asked once for equal values of what
 * the rule depends on: fifty thousand runners differ in few of the facts that a rule looks at. Use one for one simulation.
 */
export function makeJudge(): { ask(text: string, asked: Asked): RuleAnswer; asked(): number } {
  const rules = new Map<string, KnownRule>()
  let count = 0
  return {
    asked: () => count,
    ask(text, asked) {
      let rule = rules.get(text)
      if (!rule) {
        const { json } = succeeded(cedar.policyToJson(text), 'A policy does not parse')
        rule = { plain: plainRule(json), facts: factsOf(text), answers: new Map() }
        rules.set(text, rule)
      }
      const plain = rule.plain(asked)
      if (plain !== undefined) return plain
      const key = valuesOf(rule.facts, asked)
      let answer = rule.answers.get(key)
      if (answer === undefined) {
        count += 1
        answer = askCedar(text, only(asked.cedar, rule.facts))
        rule.answers.set(key, answer)
      }
      return answer
    },
  }
}

/** What Cedar says of one rule. */
export function askCedar(text: string, asked: CedarRequest): RuleAnswer {
  const slot = slots.use(text, { rule: text })
  const answer = cedar.statefulIsAuthorized({ ...asked, preparsedPolicySetId: slot, validateRequest: false })
  if (answer.type === 'failure') return 'error'
  const { reason, errors } = answer.response.diagnostics
  return errors.length > 0 ? 'error' : reason.length > 0
}

/** The request without what the rule does not look at: most of what an answer costs is handing the facts over. Pure. */
function only(asked: CedarRequest, facts: readonly string[]): CedarRequest {
  const named = (root: string) =>
    new Set(
      facts.filter((fact) => fact.startsWith(`${root}.`)).map((fact) => (fact.split('.')[1] ?? '').replace('?', '')),
    )
  const part = (from: object, root: string) => {
    if (facts.includes(root)) return from
    const names = named(root)
    return Object.fromEntries(Object.entries(from).filter(([name]) => names.has(name)))
  }
  const withOffer = facts.includes('offered') || facts.includes('resource') || named('resource').has('offer')
  const isResource = ({ uid }: CedarRequest['entities'][number]) => uid === asked.resource
  const isPrincipal = ({ uid }: CedarRequest['entities'][number]) => uid === asked.principal
  return {
    ...asked,
    context: part(asked.context, 'context') as CedarRequest['context'],
    entities: asked.entities
      .filter((entity) => withOffer || isResource(entity) || isPrincipal(entity))
      .map((entity) => {
        if (isPrincipal(entity)) return { ...entity, attrs: part(entity.attrs, 'principal') as typeof entity.attrs }
        if (!isResource(entity)) return entity
        const { offer, ...attrs } = entity.attrs
        const kept = part(attrs, 'resource') as typeof entity.attrs
        return { ...entity, attrs: withOffer && offer !== undefined ? { ...kept, offer } : kept }
      }),
  }
}
