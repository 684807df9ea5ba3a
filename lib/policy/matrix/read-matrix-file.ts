import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import type { Fault } from '../../errors.ts'
import { closest } from '../../manifests/closest.ts'
import { orList } from '../../manifests/or-list.ts'
import { rowKey } from './edit-matrix.ts'
import { readCsv } from './read-csv.ts'
import { type Asked, columns, type RawRow, rowOf } from './read-matrix-row.ts'
import type { MatrixRow } from './schema.ts'

/** The rows of a file, or everything that is wrong with it; never both. */
export type MatrixFile = { rows: MatrixRow[]; faults: [] } | { rows?: undefined; faults: Fault[] }

const MOST_ROWS = 20_000

/**
 * Reads rows of a matrix from CSV (with a line of column names) or YAML (a list of maps, or one under `matrix`). Every
 * fault of the file is named with its line, its column and what was expected; with one there are no rows. Pure.
 */
export function readMatrixFile(text: string, known: Asked): MatrixFile {
  const { rows: raw, faults } = /^\s*(#|-|matrix\s*:|\[|\{|---|%)/.test(text) ? readYamlRows(text) : readCsvRows(text)
  if (raw.length > MOST_ROWS)
    faults.push({ path: '', message: `There are ${raw.length} rows; at most ${MOST_ROWS} are read.` })
  const rows: MatrixRow[] = []
  const lines = new Map<string, number>()
  for (const one of raw) {
    const { row, faults: wrong } = rowOf(one, known)
    faults.push(...wrong)
    if (!row) continue
    const before = lines.get(rowKey(row))
    if (before === undefined) lines.set(rowKey(row), one.line)
    else
      faults.push({
        path: '',
        line: one.line,
        message: `It is about the same as line ${before}.`,
        remedy: 'Keep one of them.',
      })
    rows.push(row)
  }
  if (faults.length > 0) return { faults: faults.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) }
  if (rows.length === 0) return { faults: [{ path: '', message: 'There are no rows.', remedy: firstLine }] }
  return { rows, faults: [] }
}

const firstLine = `Begin with a line of column names: ${columns.join(',')}.`

function readCsvRows(text: string): { rows: RawRow[]; faults: Fault[] } {
  const [head, ...lines] = readCsv(text)
  if (!head) return { rows: [], faults: [{ path: '', message: 'The file is empty.', remedy: firstLine }] }
  const names = head.cells.map((name) => name.toLowerCase())
  const faults = [...unknownNames(names, head.line), ...missingNames(names, head.line)]
  // Without its columns no line can be read.
  if (faults.length > 0) return { rows: [], faults }
  const rows = lines.flatMap(({ line, cells }) => {
    if (cells.length === names.length)
      return [{ line, values: Object.fromEntries(names.map((name, at) => [name, cells[at]])) }]
    const message = `The line has ${cells.length} cells, and the first one names ${names.length} columns.`
    faults.push({ path: '', line, message, remedy: 'Quote a cell that holds the separator.' })
    return []
  })
  return { rows, faults }
}

function readYamlRows(text: string): { rows: RawRow[]; faults: Fault[] } {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true })
  const place = (node: unknown) => {
    const offset = (node as Node | null)?.range?.[0]
    if (offset === undefined) return { line: 1 }
    const { line, col } = counter.linePos(offset)
    return { line, column: col }
  }
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => {
      const { line, col } = counter.linePos(error.pos[0])
      return { path: '', line, column: col, message: error.message.split('\n')[0] ?? 'It is no YAML.' }
    })
    return { rows: [], faults }
  }
  const root = document.contents
  const list = isMap(root) ? root.get('matrix', true) : root
  if (!isSeq(list)) {
    return {
      rows: [],
      faults: [{ path: '', line: 1, message: 'It is no list of rows.', remedy: 'Write a list of maps under matrix.' }],
    }
  }
  const faults: Fault[] = []
  const rows = list.items.flatMap((item) => {
    const { line } = place(item)
    if (!isMap(item)) {
      faults.push({ path: '', ...place(item), message: 'It is no row.', remedy: `Write a map of ${orList(columns)}.` })
      return []
    }
    const names = item.items.map(({ key }) => String(isScalar(key) ? key.value : key))
    faults.push(...unknownNames(names, line), ...missingNames(names, line))
    const values = Object.fromEntries(
      item.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), plain(value)]),
    )
    const places = Object.fromEntries(
      item.items.map(({ key, value }) => [String(isScalar(key) ? key.value : key), place(value)]),
    )
    return missingNames(names, line).length > 0 ? [] : [{ line, values, places }]
  })
  return { rows, faults }
}

const plain = (value: unknown) => (isScalar(value) ? String(value.value ?? '') : value === null ? '' : '(not a word)')

function unknownNames(names: readonly string[], line: number): Fault[] {
  return names
    .filter((name) => !columns.includes(name))
    .map((name) => {
      const near = closest(name, columns)
      const remedy = near ? `Did you mean ${near}?` : `The columns are ${columns.join(', ')}.`
      return { path: name, line, message: `“${name}” is no column of a matrix.`, remedy }
    })
}

function missingNames(names: readonly string[], line: number): Fault[] {
  return ['class', 'size', 'profile', 'allowed']
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: name, line, message: `The column ${name} is missing.`, remedy: `Add ${name}.` }))
}
