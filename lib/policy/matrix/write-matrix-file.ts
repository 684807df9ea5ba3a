import { ANY } from './matrix-words.ts'
import type { MatrixRow } from './schema.ts'

const cellsOf = ({ environment, classification, class: name, size, profile, allowed }: MatrixRow) => ({
  environment: environment === ANY ? 'any' : environment,
  classification: classification === ANY ? 'any' : classification,
  class: name,
  size,
  profile,
  allowed: allowed ? 'allowed' : 'denied',
})

/** The rows as CSV that `readMatrixFile` reads again. Pure. */
export function matrixCsv(rows: readonly MatrixRow[]): string {
  const lines = rows.map((row) => Object.values(cellsOf(row)).map(quote).join(','))
  return `${['environment,classification,class,size,profile,allowed', ...lines].join('\n')}\n`
}

/** The rows as YAML, one a line. Pure. */
export function matrixYaml(rows: readonly MatrixRow[]): string {
  if (rows.length === 0) return 'matrix: []\n'
  const lines = rows.map((row) => {
    const cells = Object.entries(cellsOf(row)).map(
      ([name, value]) => `${name}: ${/^[a-z_]+$/.test(value) ? value : JSON.stringify(value)}`,
    )
    return `  - { ${cells.join(', ')} }`
  })
  return `matrix:\n${lines.join('\n')}\n`
}

const quote = (cell: string) => (/[",\n;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
