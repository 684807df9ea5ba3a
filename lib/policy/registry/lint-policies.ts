import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs'
import { cedar } from '../cedar.ts'
import type { PolicySource } from '../load-policies.ts'
import { policyGates } from '../policy-words.ts'
import { lintAnnotations, lintExceptions, type ReadRule } from './lint-annotations.ts'
import { nearest } from './nearest.ts'
import { characterAt, place, type RuleFault } from './rule-fault.ts'

/**
 * Every fault of a set of rules, in the order of rules and lines: what does not parse, what does not fit the schema, and
 * annotations that people need. An empty answer, or one of warnings only, means that the set can be activated.
 */
export function lintPolicies({ schema, policies }: PolicySource): RuleFault[] {
  const faults: RuleFault[] = []
  const parsed: Record<string, string> = {}
  for (const [rule, text] of Object.entries(policies)) {
    const found = lintShape(rule, text)
    faults.push(...found.faults)
    if (found.read) {
      parsed[rule] = text
      faults.push(...lintAnnotations(rule, text, found.read), ...lintExceptions(rule, text))
    }
  }
  faults.push(...lintTypes(schema, parsed))
  return faults.sort((a, b) => (a.rule === b.rule ? a.line - b.line || a.column - b.column : a.rule < b.rule ? -1 : 1))
}

export const isError = ({ severity }: RuleFault) => severity === 'error'

/** Whether the text is one policy, and what Cedar reads in it. */
function lintShape(rule: string, text: string): { faults: RuleFault[]; read?: ReadRule } {
  const whole = { rule, severity: 'error' as const, ...place(text, 0, text.length) }
  const parts = cedar.policySetTextToParts(text)
  if (parts.type === 'failure') return { faults: parts.errors.map((error) => faultOf(rule, text, error)) }
  if (parts.policies.length !== 1) {
    const message = parts.policies.length ? `Here are ${parts.policies.length} policies.` : 'There is no policy here.'
    return { faults: [{ ...whole, message, remedy: 'Each rule is one forbid or permit, kept by itself.' }] }
  }
  const read = cedar.policyToJson(text)
  if (read.type === 'failure') return { faults: read.errors.map((error) => faultOf(rule, text, error)) }
  const annotations = Object.entries(read.json.annotations ?? {}).map(([name, value]) => [name, value ?? ''] as const)
  return { faults: [], read: { effect: read.json.effect, annotations: Object.fromEntries(annotations) } }
}

function lintTypes(schema: string, policies: Record<string, string>): RuleFault[] {
  const answer = cedar.validate({
    schema,
    policies: { staticPolicies: policies },
    validationSettings: { mode: 'strict' },
  })
  if (answer.type === 'failure') {
    const [error] = answer.errors
    const message = error?.message ?? 'The rules cannot be checked against the schema.'
    return [{ rule: '', severity: 'error', line: 1, column: 1, endLine: 1, endColumn: 1, message }]
  }
  const errors = answer.validationErrors.map(({ policyId, error }) =>
    faultOf(policyId, policies[policyId] ?? '', error),
  )
  const faulty = new Set(errors.map(({ rule }) => rule))
  // What follows from an error says nothing new.
  const warnings = answer.validationWarnings
    .filter(({ policyId }) => !faulty.has(policyId))
    .map(({ policyId, error }) => ({
      ...faultOf(policyId, policies[policyId] ?? '', error),
      severity: 'warning' as const,
    }))
  return [...errors, ...warnings]
}

/** One of Cedar's errors in our words for where it is. */
function faultOf(rule: string, text: string, { message, help, sourceLocations }: DetailedError): RuleFault {
  const [location] = sourceLocations ?? []
  const from = location ? characterAt(text, location.start) : 0
  const to = location ? characterAt(text, location.end) : text.length
  const said = message.replace(/^(failed to parse policy with id `[^`]*` from string: |for policy `[^`]*`, )+/, '')
  const way = remedyOf(said, help ?? undefined) ?? location?.label ?? undefined
  return {
    rule,
    severity: 'error',
    ...place(text, from, to),
    message: sentence(said),
    ...(way && { remedy: sentence(way.replace(/^for policy `[^`]*`, /, '')) }),
  }
}

/** Cedar's own suggestion; for actions a better one, since it counts the namespace as letters that match. */
function remedyOf(message: string, help: string | undefined): string | undefined {
  const [, action] = /unrecognized action `[\w:]*"([^"]*)"`/.exec(message) ?? []
  const meant = action === undefined ? undefined : nearest(action, policyGates)
  return meant ? `did you mean \`BareCount::Action::"${meant}"\`?` : help
}

function sentence(text: string): string {
  const said = `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  return /[.?!]$/.test(said) ? said : `${said}.`
}
