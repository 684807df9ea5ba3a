import {
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { siblingBefore } from './field-order.ts'
import { type FieldPath, formatPath, readPath } from './field-path.ts'

/** What a form can write into a field. */
export type FieldValue = string | number | boolean | null | FieldValue[] | { [key: string]: FieldValue }

type Collection = YAMLMap | YAMLSeq
type Key = string | number

/**
 * The text with one field set, or removed when `value` is undefined (and its parents with it, once they are empty).
 * Only the lines of that field change: comments, key order, spacing and quoting of the rest stay as they were.
 * `path` as in `runner.function.handler`; `triggers[2]` one past the end appends.
 * Throws when the text does not parse, or when the path leads through a plain value.
 */
export function editManifest(text: string, path: string, value: FieldValue | undefined): string {
  const keys = readPath(path)
  const document = parseDocument(text, { uniqueKeys: false })
  if (document.errors.length > 0) throw new Error('The text does not parse, so no field of it can be edited.')
  if (text.trimStart().startsWith('{')) return editJson(document, keys, value)
  const root = document.contents
  if (!isCollection(root)) return value === undefined ? text : `${endLine(text)}${render(nest(keys, value), 0)}\n`
  return value === undefined ? removeField(text, root, keys) : setField(text, root, keys, value)
}

function editJson(document: Document, path: FieldPath, value: FieldValue | undefined): string {
  const copy = document.clone() as Document
  if (value === undefined) copy.deleteIn(path)
  else copy.setIn(path, copy.createNode(value))
  return `${JSON.stringify(copy.toJS(), null, 2)}\n`
}

function setField(text: string, root: Collection, path: FieldPath, value: FieldValue): string {
  const { parent, depth } = deepest(root, path)
  const key = path[depth] as Key
  const inner = nest(path.slice(depth + 1), value)
  const existing = child(parent, key)
  if (existing && depth < path.length - 1 && !(isScalar(existing.value) && existing.value.value === null)) {
    throw new Error(`${formatPath(path.slice(0, depth + 1))} is not a map or list.`)
  }
  if (existing && isScalar(existing.value) && !isObject(inner)) {
    const [start = 0, end = 0] = existing.value.range ?? []
    const stop = text[end - 1] === '\n' ? end - 1 : end // the newline of a block of text stays
    if (end > start) return splice(text, start, stop, scalarText(inner, existing.value.type, parent.flow === true))
  }
  if (parent.flow) return rewrite(text, parent, (copy) => copy.set(key, new Document(inner).contents))
  const indent = columnOf(text, startOf(parent))
  const entry = isSeq(parent) ? render([inner], indent) : render({ [key]: inner }, indent)
  if (existing) {
    const start = isSeq(parent) ? text.lastIndexOf('-', existing.start - 1) : existing.start
    return splice(text, start, endOf(text, existing.value, existing.start), entry.slice(indent))
  }
  const siblings = isMap(parent) ? parent.items.map((item) => keyName(item.key)) : parent.items.map(String)
  const index = isMap(parent) ? siblingBefore(String(key), siblings) : siblings.length - 1
  if (index < 0) return splice(text, startOf(parent), startOf(parent), `${entry.slice(indent)}\n${' '.repeat(indent)}`)
  const before = child(parent, isMap(parent) ? (siblings[index] as string) : index)
  const at = lineEnd(text, before ? endOf(text, before.value, before.start) : text.length)
  // After a block scalar we stand at the start of the next line already.
  return splice(text, at, at, text[at - 1] === '\n' ? `${entry}\n` : `\n${entry}`)
}

function removeField(text: string, root: Collection, path: FieldPath): string {
  const found = deepest(root, path)
  if (found.depth < path.length - 1 || !child(found.parent, path.at(-1) as Key)) return text
  // A parent that would be left empty goes too.
  let depth = found.depth
  while (depth > 0 && deepest(root, path.slice(0, depth + 1)).parent.items.length === 1) depth--
  const { parent } = deepest(root, path.slice(0, depth + 1))
  const key = path[depth] as Key
  const target = child(parent, key)
  if (!target) return text
  if (parent.flow) return rewrite(text, parent, (copy) => copy.delete(key))
  const start = isSeq(parent) ? text.lastIndexOf('-', target.start - 1) : target.start
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const end = lineEnd(text, endOf(text, target.value, target.start))
  if (text.slice(lineStart, start).trim() === '') return splice(text, lineStart, Math.min(end + 1, text.length), '')
  // The first field of a list's item shares its line with the dash: the next field takes its place.
  const next = isMap(parent) ? parent.items[1]?.key : undefined
  return splice(text, start, isNode(next) ? startOf(next) : end, '')
}

/** The deepest collection that exists along `path`, and how many keys lead to it. */
function deepest(root: Collection, path: FieldPath): { parent: Collection; depth: number } {
  let parent = root
  for (const [depth, key] of path.entries()) {
    const next = child(parent, key)?.value
    if (depth === path.length - 1 || !isCollection(next)) return { parent, depth }
    parent = next as Collection
  }
  return { parent, depth: 0 }
}

function child(parent: Collection, key: Key): { value: unknown; start: number } | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(key)]
    return isNode(item) ? { value: item, start: startOf(item) } : undefined
  }
  const pair = parent.items.find((item) => keyName(item.key) === String(key))
  return pair && isNode(pair.key) ? { value: pair.value, start: startOf(pair.key) } : undefined
}

const keyName = (key: unknown): string => (isScalar(key) ? String(key.value) : '')
const startOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0)
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const splice = (text: string, start: number, end: number, inner: string) =>
  text.slice(0, start) + inner + text.slice(end)
const endLine = (text: string) => (text === '' || text.endsWith('\n') ? text : `${text}\n`)

/** Where the last character of a value stands, without the comments and blank lines that follow it. */
function endOf(text: string, node: unknown, otherwise: number): number {
  if (!isNode(node)) return lineEnd(text, otherwise)
  if (isCollection(node) && !node.flow && node.items.length > 0) {
    const last = node.items.at(-1)
    if (isNode(last)) return endOf(text, last, startOf(last))
    const pair = last as { key: unknown; value: unknown }
    return endOf(text, pair.value, startOf(pair.key))
  }
  const [start, end] = (node as Node).range ?? [otherwise, otherwise]
  return end === start ? Math.max(lineEndOfKey(text, otherwise), start) : end
}

/** An empty value ends after its colon. */
function lineEndOfKey(text: string, keyStart: number): number {
  const colon = text.indexOf(':', keyStart)
  return colon < 0 ? keyStart : colon + 1
}

function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset // a block scalar ends with its newline
  const newline = text.indexOf('\n', offset)
  return newline < 0 ? text.length : newline
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1)
}

/** Nothing is folded, and text of many lines stays on one, so that what is spliced in needs no other indentation. */
const printing = { lineWidth: 0, blockQuote: false } as const

/** Prints a flow collection anew after `change`, at its place. */
function rewrite(text: string, node: Collection, change: (copy: Collection) => void): string {
  const document = new Document({})
  const copy = node.clone() as Collection
  change(copy)
  document.contents = copy as typeof document.contents
  const [start, end] = node.range ?? [0, 0]
  const indent = columnOf(text, start)
  const padded = /^[[{] /.test(text.slice(start))
  const printed = document.toString({ ...printing, flowCollectionPadding: padded }).replace(/\n$/, '')
  return splice(text, start, end, printed.replaceAll('\n', `\n${' '.repeat(indent)}`))
}

function render(value: unknown, indent: number): string {
  const lines = stringify(value, printing).replace(/\n$/, '').split('\n')
  // Not /^/gm: to a regular expression a line also begins after U+2028, which in YAML is a letter like any other.
  return lines.map((line) => ' '.repeat(indent) + line).join('\n')
}

/** `value` inside the maps and lists that `path` names. */
function nest(path: FieldPath, value: FieldValue | undefined): FieldValue {
  return path.reduceRight<FieldValue>(
    (inner, key) => (typeof key === 'number' ? [inner] : { [key]: inner }),
    value ?? null,
  )
}

/** A scalar in the quoting that stood there; in a flow collection, also safe between its brackets. */
function scalarText(value: FieldValue, type: string | null | undefined, inFlow: boolean): string {
  const document = new Document([value])
  const list = document.contents as YAMLSeq
  list.flow = inFlow
  const node = list.items[0]
  const quoted = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE'
  if (isScalar(node) && typeof value === 'string') {
    if (quoted) node.type = type
  }
  const printed = document.toString({ ...printing, flowCollectionPadding: false }).replace(/\n$/, '')
  return inFlow ? printed.slice(1, -1) : printed.slice(2)
}
