import { permissions } from '../../auth/permissions.ts'
import { roleNames } from '../../tenancy/roles.ts'
import { policyLevels } from '../policy-words.ts'
import { assurances } from '../schema.ts'
import { didYouMean, nearest } from './nearest.ts'
import { place, type RuleFault } from './rule-fault.ts'
import { ruleIdPattern } from './schema.ts'

const known = ['id', 'title', 'level', 'reason', 'remedy', 'path', 'approvals', 'approvers', 'assurance', 'sla']

type Annotations = Partial<Record<string, string>>
type Say = (name: string | undefined, message: string, remedy?: string, severity?: RuleFault['severity']) => void

export type ReadRule = { effect: 'permit' | 'forbid'; annotations: Record<string, string> }

/** What is wrong with a rule's annotations: missing ones, unknown names, and values that are no answer. Pure. */
export function lintAnnotations(rule: string, text: string, { effect, annotations }: ReadRule): RuleFault[] {
  const faults: RuleFault[] = []
  const fault: Say = (name, message, remedy, severity = 'error') =>
    faults.push({ rule, severity, ...where(text, name), message, ...(remedy && { remedy }) })

  for (const name of Object.keys(annotations)) {
    if (!known.includes(name)) fault(name, `There is no annotation @${name}.`, didYouMean(name, known))
  }
  lintId(rule, annotations.id, fault)
  if (effect === 'forbid') lintLevelAndWords(annotations, fault)
  else if (annotations.level !== undefined) {
    fault('level', 'A rule that permits has no level.', 'Remove it.', 'warning')
  }
  lintPeople(annotations, fault)
  lintFacts(annotations, fault)
  return faults
}

function lintId(rule: string, id: string | undefined, fault: Say): void {
  if (id === undefined) fault(undefined, 'The rule has no @id.', `Begin it with @id("${rule}").`)
  else if (id !== rule) {
    fault(
      'id',
      `The rule is kept as ${rule} and calls itself ${id}.`,
      `Write @id("${rule}"), or add it as a rule of its own.`,
    )
  } else if (!ruleIdPattern.test(id)) {
    fault('id', `${id} is no name for a rule.`, 'Write words of small letters joined by a dot, such as team.limit.')
  }
}

function lintLevelAndWords(annotations: Annotations, fault: Say): void {
  const { level, reason, remedy } = annotations
  // A misspelled one is named already, with what was meant.
  const lacks = (name: string) =>
    annotations[name] === undefined &&
    !Object.keys(annotations).some((one) => !known.includes(one) && nearest(one, known) === name)
  if (lacks('level')) fault(undefined, 'The rule does not say its @level.', `One of: ${policyLevels.join(', ')}.`)
  if (lacks('reason'))
    fault(undefined, 'The rule has no @reason.', 'Say what is wrong, in a sentence a person would say.')
  if (lacks('remedy')) fault(undefined, 'The rule has no @remedy.', 'Say what the person can do about it.')
  if (reason !== undefined && !reason.trim()) fault('reason', 'The @reason is empty.')
  if (remedy !== undefined && !remedy.trim()) fault('remedy', 'The @remedy is empty.')
  if (level !== undefined && !isOne(level, policyLevels)) {
    fault('level', `“${level}” is no level.`, didYouMean(level, policyLevels))
  }
}

function lintPeople({ level, approvals, approvers, assurance, sla }: Annotations, fault: Say): void {
  if (approvals !== undefined && !/^(\d{1,2}|\{[\w.]+\})$/.test(approvals)) {
    fault(
      'approvals',
      `“${approvals}” is no number of people.`,
      'Write a number, or a fact such as {context.environment.approvals}.',
    )
  }
  if (level === 'hard' && (approvals ?? approvers) !== undefined) {
    fault(
      'level',
      'A hard rule asks nobody: no approval opens it.',
      'Make it advisory to ask people, or soft to let people override it.',
      'warning',
    )
  }
  if (approvers !== undefined) lintApprovers(approvers, (message, way) => fault('approvers', message, way))
  if (assurance !== undefined && !isOne(assurance, assurances)) {
    fault('assurance', `“${assurance}” is no way to vouch.`, didYouMean(assurance, assurances))
  }
  if (sla !== undefined && !(Number(sla) > 0)) fault('sla', `“${sla}” is no number of hours.`)
}

/** Words may hold facts in braces; of those, whether there is what they begin with. */
function lintFacts({ reason, remedy }: Annotations, fault: Say): void {
  const roots = ['principal', 'resource', 'context', 'offer']
  for (const [name, value] of Object.entries({ reason, remedy })) {
    for (const [, root = ''] of (value ?? '').matchAll(/\{(\w+)[\w.]*(?:\|\w+)?\}/g)) {
      if (!roots.includes(root)) fault(name, `{${root}} names no fact.`, didYouMean(root, roots))
    }
  }
}

/** An exception counts for the rule that names it; one that names another's would open two with one approval. Pure. */
export function lintExceptions(rule: string, text: string): RuleFault[] {
  return [...text.matchAll(/exceptions\s*\.\s*contains\s*\(\s*"([^"]*)"/g)].flatMap((match) => {
    const [, named = ''] = match
    if (named === rule) return []
    const from = match.index + match[0].lastIndexOf(`"${named}"`)
    const remedy = `Write context.exceptions.contains("${rule}").`
    const message = `The rule takes exceptions from ${named || 'nothing'}, and only those from itself may count.`
    return [{ rule, severity: 'error' as const, ...place(text, from, from + named.length + 2), message, remedy }]
  })
}

function lintApprovers(value: string, fault: (message: string, remedy: string) => void): void {
  const [, kind = '', name = ''] = /^(\w+):(.+)$/.exec(value) ?? []
  if (kind === 'group' && name) return
  if (kind === 'role') {
    if (!isOne(name, roleNames)) fault(`There is no role ${name}.`, didYouMean(name, roleNames))
  } else if (kind === 'permission') {
    if (!isOne(name, permissions)) fault(`There is no permission ${name}.`, didYouMean(name, permissions))
  } else {
    const meant = nearest(kind, ['role', 'group', 'permission'])
    const form = 'Write role:approver, group:NAME or permission:NAME.'
    fault(`“${value}” does not say who approves.`, meant ? `Did you mean ${meant}:${name}? ${form}` : form)
  }
}

const isOne = (text: string, words: readonly string[]) => words.includes(text)

/** Where an annotation is written; the head of the rule when it is not. */
function where(text: string, name: string | undefined) {
  const match = name ? new RegExp(`@${name}\\b\\s*(\\(\\s*"(?:[^"\\\\]|\\\\.)*"\\s*\\))?`).exec(text) : undefined
  if (match) return place(text, match.index, match.index + match[0].length)
  const head = /\S.*/.exec(text)
  return place(text, head?.index ?? 0, (head?.index ?? 0) + (head?.[0].length ?? 0))
}
