import type { FieldChange } from '../manifests/diff-manifests.ts'

type Facts = Record<string, { digest: string; value: unknown }>

export type ChangedPart = { part: string; changes: FieldChange[] }

/**
 * What differs between two requests about the same matter, part by part: only parts whose digest moved, and in them
 * only the facts that did. Pure.
 */
export function changedFacts(before: Facts, after: Facts): ChangedPart[] {
  return [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .filter((part) => before[part]?.digest !== after[part]?.digest)
    .map((part) => ({ part, changes: changesOf(before[part]?.value, after[part]?.value) }))
}

function changesOf(before: unknown, after: unknown): FieldChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...is.keys(), ...was.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => {
      const [left, right] = [was.get(path), is.get(path)]
      return { path, ...(left !== undefined && { before: left }), ...(right !== undefined && { after: right }) }
    })
}

/** Every plain value of a fact by its path, as text. Members of a list go by what they are called, where they say it. */
export function leavesOf(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (value === undefined || value === null) return found
  if (typeof value !== 'object') return found.set(path, String(value))
  const below = (key: string) => (path ? `${path} ${key}` : key)
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      const name = nameOf(member)
      if (name === undefined && typeof member !== 'object') found.set(below(String(member)), 'yes')
      else leavesOf(withoutName(member), below(name ?? String(index + 1)), found)
    }
    return found
  }
  for (const [key, member] of Object.entries(value)) leavesOf(member, below(key), found)
  return found
}

const names = ['name', 'id', 'rule', 'path', 'label'] as const

function nameOf(member: unknown): string | undefined {
  if (typeof member !== 'object' || member === null) return undefined
  const known = member as Record<string, unknown>
  const key = names.find((each) => typeof known[each] === 'string')
  if (!key) return undefined
  return [known.kind, known[key]].filter((part) => typeof part === 'string').join(' ')
}

function withoutName(member: unknown): unknown {
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member
  const key = names.find((each) => typeof (member as Record<string, unknown>)[each] === 'string')
  if (!key) return member
  const { [key]: _name, kind: _kind, ...rest } = member as Record<string, unknown>
  return Object.keys(rest).length ? rest : 'yes'
}
