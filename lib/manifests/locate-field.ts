import { type Document, isCollection, isMap, isNode, isScalar, isSeq, type Pair } from 'yaml'
import type { FieldPath } from './field-path.ts'

/**
 * The character offset that a fault about `path` should point at: the value; its key when `of` is `key` or the value
 * is a block of its own; the nearest parent that exists when the field is missing.
 */
export function locateField(document: Document.Parsed, path: FieldPath, of: 'value' | 'key' = 'value'): number {
  let node: unknown = document.contents
  let best = document.contents?.range?.[0] ?? 0
  for (const [depth, key] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      if (!pair) return best
      best = startOf(pair.key) ?? best
      const last = depth === path.length - 1
      if (last && of === 'value' && !isCollection(pair.value)) return startOf(pair.value) ?? best
      node = (pair as Pair).value
    } else if (isSeq(node)) {
      const item = node.items[Number(key)]
      best = startOf(item) ?? best
      node = item
    } else {
      return best
    }
  }
  return best
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}
