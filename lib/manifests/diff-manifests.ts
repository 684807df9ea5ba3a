import { diffLines } from 'diff'
import { type FieldPath, formatPath } from './field-path.ts'
import type { NormalisedManifest } from './schema.ts'

export type DiffSide = { line: number; text: string }
/** One row of a side-by-side view; a side is absent where the other text has a line more. */
export type DiffRow = { kind: 'same' | 'changed' | 'added' | 'removed'; left?: DiffSide; right?: DiffSide }

/** Two texts line by line, side by side; lines that replaced each other share a row. Line numbers are 1-based. */
export function diffText(before: string, after: string): DiffRow[] {
  const rows: DiffRow[] = []
  const at = { left: 1, right: 1 }
  let waiting: DiffSide[] = []
  const flush = (added: string[]) => {
    const count = Math.max(waiting.length, added.length)
    for (let index = 0; index < count; index++) {
      const left = waiting[index]
      const text = added[index]
      const right = text === undefined ? undefined : { line: at.right++, text }
      if (left && right) rows.push({ kind: 'changed', left, right })
      else if (left) rows.push({ kind: 'removed', left })
      else if (right) rows.push({ kind: 'added', right })
    }
    waiting = []
  }
  for (const part of diffLines(endLine(before), endLine(after))) {
    const lines = part.value.replace(/\n$/, '').split('\n')
    if (part.removed) {
      waiting = lines.map((text) => ({ line: at.left++, text }))
    } else if (part.added) {
      flush(lines)
    } else {
      flush([])
      for (const text of lines) {
        rows.push({ kind: 'same', left: { line: at.left++, text }, right: { line: at.right++, text } })
      }
    }
  }
  flush([])
  return rows
}

/** A final newline that only one of the texts has is not a difference worth showing. */
function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

/** A field that differs; a side is absent where the field is. Values as JSON writes them, text without quotes. */
export type FieldChange = { path: string; before?: string; after?: string }

/** The fields in which two normalised manifests differ, by path. Comments and writing do not count. */
export function diffFields(before: NormalisedManifest, after: NormalisedManifest): FieldChange[] {
  const [left, right] = [leaves(before), leaves(after)]
  return [...new Set([...left.keys(), ...right.keys()])]
    .filter((path) => left.get(path) !== right.get(path))
    .map((path) => {
      const [was, is] = [left.get(path), right.get(path)]
      return { path, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }) }
    })
}

function leaves(value: unknown, path: FieldPath = [], found = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) leaves(item, [...path, index], found)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) leaves(item, [...path, key], found)
  } else found.set(formatPath(path), typeof value === 'string' ? value : JSON.stringify(value))
  return found
}
