import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml'
import type { Fault } from '../errors.ts'
import { type FieldPath, formatPath } from './field-path.ts'

/** Deeper than any manifest; what goes deeper is a mistake or an attack. */
const MAX_DEPTH = 16
const MAX_FAULTS = 50

export type ReadYaml = {
  faults: Fault[]
  /** Present when the text is one well-formed document without aliases. */
  document?: Document.Parsed
  positions: LineCounter
}

/** Parses one YAML 1.2 or JSON document. Never throws: what YAML or our limits refuse comes back as faults with positions. */
export function readYaml(text: string): ReadYaml {
  const positions = new LineCounter()
  // Unique keys are checked below: the library compares every pair, which takes seconds on a large map.
  const document = parseDocument(text, { lineCounter: positions, prettyErrors: false, uniqueKeys: false })
  const problems = [...document.errors, ...document.warnings].slice(0, MAX_FAULTS)
  const faults = problems.map((error) => ({ path: '', ...at(positions, error.pos[0]), ...syntaxFault(error) }))
  if (faults.length > 0) return { faults, positions }
  const refused = refusedNodes(document, positions)
  return refused.length > 0 ? { faults: refused, positions } : { faults: [], document, positions }
}

/** The 1-based line and column of a character offset. */
export function at(positions: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = positions.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function syntaxFault(error: YAMLError): { message: string; remedy?: string } {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return { message: 'This line is indented with a tab.', remedy: 'Indent with spaces: YAML refuses tabs.' }
    case 'MULTIPLE_DOCS':
      return {
        message: 'A second document begins here.',
        remedy: 'Submit one manifest at a time; remove the --- line.',
      }
    case 'BAD_INDENT':
      return { message: 'This line is indented differently from its neighbours.', remedy: 'Line it up with them.' }
    case 'RESOURCE_EXHAUSTION':
      return tooDeep
    case 'TAG_RESOLVE_FAILED':
      return noTags
    case 'BLOCK_AS_IMPLICIT_KEY':
      return {
        message: 'There is a second “key: value” on this line.',
        remedy: 'Give it a line of its own, or put the value in quotes.',
      }
    default:
      return { message: `This is not valid YAML: ${error.message}.`, remedy: 'Compare with the lines around it.' }
  }
}

const noTags = { message: 'Tags such as !!binary are not part of a manifest.', remedy: 'Write the value plainly.' }

const tooDeep = {
  message: `This is nested more than ${MAX_DEPTH} levels deep.`,
  remedy: 'No part of a manifest goes that deep.',
}

/** Faults of nodes that are valid YAML and still refused: aliases, anchors, repeated keys, great depth. */
function refusedNodes(document: Document.Parsed, positions: LineCounter): Fault[] {
  const faults: Fault[] = []
  const refuse = (offset: number, fault: { message: string; remedy: string }, path: FieldPath = []) => {
    faults.push({ path: formatPath(path), ...at(positions, offset), ...fault })
    return faults.length >= MAX_FAULTS ? visit.BREAK : visit.SKIP
  }
  visit(document, (_key, node, ancestors) => {
    if (!isNode(node)) return undefined
    const offset = node.range?.[0] ?? 0
    if (isAlias(node)) return refuse(offset, { message: `*${node.source} is an alias.`, remedy: noAliases })
    // Pairs stand between a map and its values, so they count for half of the ancestors.
    if (ancestors.length > 2 * MAX_DEPTH) return refuse(offset, tooDeep)
    if (node.anchor) return refuse(offset, { message: `&${node.anchor} is an anchor.`, remedy: noAliases })
    if (node.tag) return refuse(offset, noTags)
    if (!isMap(node)) return undefined
    const lines = new Map<string, number>()
    for (const { key } of node.items) {
      if (!isNode(key)) continue
      const keyOffset = key.range?.[0] ?? offset
      if (!isScalar(key)) return refuse(keyOffset, { message: 'A key must be plain text.', remedy: 'Remove the ?.' })
      const name = String(key.value)
      const first = lines.get(name)
      if (first === undefined) {
        lines.set(name, at(positions, keyOffset).line)
        continue
      }
      const fault = { message: `${name} is already given on line ${first}.`, remedy: 'Keep one of the two.' }
      if (refuse(keyOffset, fault) === visit.BREAK) return visit.BREAK
    }
    return undefined
  })
  return faults
}

const noAliases = 'Write the value out: manifests have no anchors and no aliases.'
