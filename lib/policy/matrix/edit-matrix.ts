import type { Combination } from '../schema.ts'
import type { MatrixPlace, MatrixRow } from './schema.ts'

/** What a layer says of a cell in a place: something of its own, or nothing. */
export type CellState = 'allowed' | 'denied' | 'inherited'

type Spot = Pick<MatrixRow, 'class' | 'size' | 'profile'>

/** One name for what a row is about. */
export function rowKey({ environment, classification, class: name, size, profile }: Combination & MatrixPlace): string {
  return `${environment}|${classification}|${name}|${size}|${profile}`
}

/** What rows say of a cell in exactly that place. */
export function stateOf(rows: ReadonlyMap<string, MatrixRow>, spot: Combination, place: MatrixPlace): CellState {
  const row = rows.get(rowKey({ ...spot, ...place }))
  if (!row) return 'inherited'
  return row.allowed ? 'allowed' : 'denied'
}

/** Rows by what they are about. */
export const byKey = (rows: readonly MatrixRow[]) => new Map(rows.map((row) => [rowKey(row), row]))

/** What a press of the space bar makes of a cell. */
export function nextState(state: CellState): CellState {
  return state === 'inherited' ? 'allowed' : state === 'allowed' ? 'denied' : 'inherited'
}

/** The rows with cells set in a place; the others keep their order. Pure. */
export function setCells(
  rows: readonly MatrixRow[],
  spots: readonly Spot[],
  { environment, classification }: Pick<MatrixRow, 'environment' | 'classification'>,
  state: CellState,
): MatrixRow[] {
  const wanted = new Map(spots.map((spot) => [rowKey({ ...spot, environment, classification }), spot]))
  const kept = rows.flatMap((row) => {
    if (!wanted.delete(rowKey(row))) return [row]
    return state === 'inherited' ? [] : [{ ...row, allowed: state === 'allowed' }]
  })
  if (state === 'inherited') return kept
  const added = [...wanted.values()].map((spot) => ({
    environment,
    classification,
    class: spot.class,
    size: spot.size,
    profile: spot.profile,
    allowed: state === 'allowed',
  }))
  return [...kept, ...added]
}

/** What rows say otherwise than others: keys that came, went or turned. Pure. */
export function changedKeys(before: readonly MatrixRow[], after: readonly MatrixRow[]): Set<string> {
  const [old, now] = [byKey(before), byKey(after)]
  const changed = [...now].filter(([key, row]) => old.get(key)?.allowed !== row.allowed).map(([key]) => key)
  return new Set([...changed, ...[...old.keys()].filter((key) => !now.has(key))])
}
