import type { Combination } from '../schema.ts'
import { ANY, type MatrixScope, matrixScopes } from './matrix-words.ts'
import type { MatrixPlace, ScopedRow } from './schema.ts'

/** Whether a combination is offered, and the row that decides; without one nothing allows it. */
export type Offer<R extends ScopedRow = ScopedRow> = { allowed: boolean; by?: R }

type Place = Pick<ScopedRow, 'environment' | 'classification'>

/**
 * The rule of precedence. The contract counts before the tenant, and the tenant before the platform; within one of
 * them the row that says most about the case: environment and classification before the environment alone, that before
 * the classification alone, that before neither. Where nobody says anything the wider scope does, and what no row
 * allows is denied. Of two rows that are equally near the denying one counts. Pure.
 */
export function resolveOffer<R extends ScopedRow>(rows: readonly R[], asked: Combination & MatrixPlace): Offer<R> {
  let by: R | undefined
  for (const row of rows) {
    if (row.class !== asked.class || row.size !== asked.size || row.profile !== asked.profile) continue
    if (!appliesTo(row, asked)) continue
    if (!by || outweighs(row, by)) by = row
  }
  return by ? { allowed: by.allowed, by } : { allowed: false }
}

/** Whether a row says anything about that place and that data. */
export function appliesTo(row: Place, asked: MatrixPlace): boolean {
  return (
    (row.environment === ANY || row.environment === asked.environment) &&
    (row.classification === ANY || row.classification === asked.classification)
  )
}

function outweighs(row: ScopedRow, than: ScopedRow): boolean {
  const difference = weight(row) - weight(than)
  return difference > 0 || (difference === 0 && !row.allowed)
}

const weight = (row: ScopedRow) => scopeWeight(row.scope) * 4 + nearness(row)

const scopeWeight = (scope: MatrixScope) => matrixScopes.length - matrixScopes.indexOf(scope)

/** How much a row says about the case: 3 for environment and classification, 0 for neither. */
export function nearness(row: Place): number {
  return (row.environment === ANY ? 0 : 2) + (row.classification === ANY ? 0 : 1)
}
