import type { z } from 'zod'
import { closest } from './closest.ts'
import type { RuleIssue } from './cross-field-rules.ts'
import { type FieldPath, formatPath } from './field-path.ts'
import { orList } from './or-list.ts'

/** What a fault says before it is placed in the text. `of: 'key'` when the name itself is at fault. */
export type Described = { path: FieldPath; of: 'key' | 'value'; message: string; remedy?: string }

/** Nobody reads more at once, and a document made of unknown keys should not cost seconds. */
const MAX_UNKNOWN_KEYS = 50

/**
 * What zod found, as sentences a person would say; one issue about several unknown keys becomes one each.
 * `known` answers which keys may stand at a path.
 */
export function describeIssue(
  issue: z.core.$ZodIssue | RuleIssue,
  known: (path: FieldPath) => readonly string[],
): Described[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  const subject = formatPath(path) || 'The manifest'
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MAX_UNKNOWN_KEYS).map((key) => describeUnknownKey([...path, key], key, known(path)))
    case 'invalid_type':
      return [{ path, of: 'value', ...describeType(issue, subject) }]
    case 'invalid_value':
      return [{ path, of: 'value', ...describeValue(issue, subject) }]
    case 'invalid_key':
      return [{ path, of: 'key', message: `“${path.at(-1)}” ${issue.issues[0]?.message ?? 'is not a name'}.` }]
    case 'too_small':
    case 'too_big':
      return [{ path, of: 'value', ...describeLimit(issue, subject) }]
    case 'custom': {
      const { remedy } = (issue.params ?? {}) as { remedy?: string }
      // A format's message continues the field's name; a rule's is a sentence of its own.
      const message = issue.message.startsWith('must ') ? `${subject} ${issue.message}.` : issue.message
      return [{ path, of: 'value', message, remedy }]
    }
    default:
      return [{ path, of: 'value', message: `${subject} ${issue.message}.` }]
  }
}

function describeUnknownKey(path: FieldPath, key: string, known: readonly string[]): Described {
  const near = closest(key, known)
  const remedy = near ? `Did you mean ${near}?` : known.length > 0 ? `Known here: ${known.join(', ')}.` : 'Remove it.'
  return { path, of: 'key', message: `${formatPath(path)} is not a field of a manifest.`, remedy }
}

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of fields',
  record: 'a map of names to values',
  array: 'a list',
  null: 'empty',
}

function describeType(issue: z.core.$ZodIssueInvalidType, subject: string) {
  const expected = kinds[issue.expected] ?? issue.expected
  if (issue.input === undefined)
    return {
      message: `${subject} is required.`,
      remedy: `Add ${String(issue.path.at(-1) ?? 'it')}, which is ${expected}.`,
    }
  const given = nameOf(issue.input)
  if (issue.expected === 'int' || (issue.expected === 'number' && given === 'a number')) {
    return { message: `${subject} must be a whole number.`, remedy: `${JSON.stringify(issue.input)} is not one.` }
  }
  const quotes = issue.expected === 'string' && (given === 'a number' || given === 'true or false')
  const remedy = quotes ? `Put it in quotes: "${issue.input}".` : undefined
  return { message: `${subject} must be ${expected}; this is ${given}.`, remedy }
}

function describeValue(issue: z.core.$ZodIssueInvalidValue, subject: string) {
  const values = issue.values.map(String)
  if (issue.input === undefined) return { message: `${subject} is required.`, remedy: `Write ${orList(values)}.` }
  const near = typeof issue.input === 'string' ? closest(issue.input, values) : undefined
  const shown = typeof issue.input === 'object' ? nameOf(issue.input) : `“${String(issue.input).slice(0, 60)}”`
  return {
    message: `${subject} cannot be ${shown}.`,
    remedy: near ? `Did you mean ${near}?` : `Write ${orList(values)}.`,
  }
}

function describeLimit(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, subject: string) {
  const small = issue.code === 'too_small'
  const bound = small ? issue.minimum : issue.maximum
  if (issue.origin === 'string' && small) return { message: `${subject} is empty.` }
  const unit = issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' items' : ''
  return { message: `${subject} must be ${small ? 'at least' : 'at most'} ${bound}${unit}.` }
}

function nameOf(value: unknown): string {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  return kinds[typeof value] ?? typeof value
}
