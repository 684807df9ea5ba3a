import { overrideOf } from '../evaluate-policy.ts'
import { fillSentence } from '../fill-sentence.ts'
import type { makeJudge } from './judge-rule.ts'
import type { Asked } from './rule-facts.ts'
import type { RulePair } from './rule-pairs.ts'
import type { RuleSet } from './rule-sets.ts'
import { rulesToAsk } from './touched.ts'

type Judge = ReturnType<typeof makeJudge>

/** What of a verdict changes. */
export type VerdictChange = {
  allowedBefore: boolean
  allowedAfter: boolean
  /** Ids of findings that come and go; a change of level is both. */
  added: string[]
  removed: string[]
  reason: string
}

type Side = { rules: RuleSet; asked: Asked }

/**
 * What changes for one request from one set of rules to another, or nothing. Only rules that differ are asked, and with
 * facts that differ those that look at them; each rule decides by itself, so the others answer as before. Whether the
 * whole is allowed is asked of all rules, only where something changed.
 */
export function compareVerdicts(judge: Judge, pair: RulePair, asked: Asked, then: Asked): VerdictChange | undefined {
  const [before, after] = [
    { rules: pair.before, asked },
    { rules: pair.after, asked: then },
  ]
  const added: string[] = []
  const removed: string[] = []
  let permits = false
  for (const { id, old, now } of rulesToAsk(pair, asked.request.gate, asked !== then)) {
    const was = old ? judge.ask(old.text, asked) : false
    const is = now ? judge.ask(now.text, then) : false
    if (old?.effect === 'permit' || now?.effect === 'permit') {
      permits ||= was !== is
      continue
    }
    const [saidBefore, saidAfter] = [was !== false && old?.level, is !== false && now?.level]
    if (saidBefore === saidAfter && was === is) continue
    if (saidBefore) removed.push(id)
    if (saidAfter) added.push(id)
  }
  if (added.length === 0 && removed.length === 0 && !permits) return undefined
  const change = { allowedBefore: isAllowed(judge, before), allowedAfter: isAllowed(judge, after), added, removed }
  return { ...change, reason: reasonOf(judge, change, before, after) }
}

function isAllowed(judge: Judge, { rules, asked }: Side): boolean {
  const { request } = asked
  const here = rules.byGate[request.gate]
  const permitted = here.some(({ effect, text }) => effect === 'permit' && judge.ask(text, asked) === true)
  return (
    permitted &&
    !here.some(({ effect, level, id, text }) => {
      if (effect === 'permit' || (level === 'soft' && overrideOf(id, request))) return false
      const answer = judge.ask(text, asked)
      // A rule that errs denies, advice or not: the evaluator does the same.
      return answer === 'error' || (answer && level !== 'advisory')
    })
  )
}

/** The first new reason; where there is none, the first that goes. */
function reasonOf(judge: Judge, { added, removed }: { added: string[]; removed: string[] }, before: Side, after: Side) {
  const [now, gone] = [added[0], removed[0]]
  const side = now === undefined ? before : after
  const rule = side.rules.byId.get(now ?? gone ?? '')
  if (!rule) return ''
  if (judge.ask(rule.text, side.asked) === 'error') return `The rule ${rule.id} cannot be asked.`
  const { request, cedar } = side.asked
  const roots = { principal: cedar.principal, resource: request.runner, context: cedar.context, offer: request.offer }
  return fillSentence(rule.reason, roots)
}
