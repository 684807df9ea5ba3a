import { isCollection, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import { type FieldPath, formatPath, readPath } from './field-path.ts'
import { locateField } from './locate-field.ts'
import { at } from './read-yaml.ts'

/** Where a field stands in the text, 1-based; its nearest parent's place when it is not written. */
export function positionOfField(text: string, path: string): { line: number; column: number } {
  const positions = new LineCounter()
  const document = parseDocument(text, { lineCounter: positions, uniqueKeys: false })
  return at(positions, locateField(document, readPath(path)))
}

/** The path of the field that the character at `offset` belongs to, or undefined outside of any. */
export function fieldAt(text: string, offset: number): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false })
  const path = descend(document.contents, offset, [])
  return path.length > 0 ? formatPath(path) : undefined
}

function descend(node: unknown, offset: number, path: FieldPath): FieldPath {
  if (isMap(node)) {
    const pair = node.items.findLast((item) => isNode(item.key) && (item.key.range?.[0] ?? Infinity) <= offset)
    if (!pair || !isScalar(pair.key)) return path
    const inner = [...path, String(pair.key.value)]
    return isCollection(pair.value) && startOf(pair.value) <= offset ? descend(pair.value, offset, inner) : inner
  }
  if (isSeq(node)) {
    const index = node.items.findLastIndex((item) => startOf(item) <= offset)
    return index < 0 ? path : descend(node.items[index], offset, [...path, index])
  }
  return path
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? Infinity) : Infinity
}
