import { classRules, networkProfiles, runnerClasses } from '../../manifests/classes.ts'
import type { Combination } from '../schema.ts'
import type { MatrixScope } from './matrix-words.ts'
import { appliesTo, resolveOffer } from './resolve-offer.ts'
import { sayOffer } from './say-offer.ts'
import type { MatrixPlace, ScopedRow } from './schema.ts'

/** A combination in a place: whether it is offered, and who decided. */
export type EffectiveCell = Combination & {
  allowed: boolean
  /** Left out where no row says anything. */
  by?: MatrixPlace & { scope: MatrixScope; version: number }
  why: string
}

/** Every combination there is, class by class and size by size. */
const everyCombination: readonly Combination[] = runnerClasses.flatMap((name) =>
  classRules[name].sizes.flatMap((size) => networkProfiles.map((profile) => ({ class: name, size, profile }))),
)

/** What the matrix says about every combination in one place for one kind of data. Pure. */
export function effectiveMatrix(rows: readonly ScopedRow[], place: MatrixPlace, tenant: string): EffectiveCell[] {
  const { environment, classification } = place
  const near = new Map<string, ScopedRow[]>()
  for (const row of rows) {
    if (!appliesTo(row, place)) continue
    const key = cellKey(row)
    const others = near.get(key)
    if (others) others.push(row)
    else near.set(key, [row])
  }
  return everyCombination.map((combination) => {
    const { allowed, by } = resolveOffer(near.get(cellKey(combination)) ?? [], {
      ...combination,
      environment,
      classification,
    })
    if (!by) return { ...combination, allowed, why: sayOffer({ allowed }, tenant) }
    const source = {
      scope: by.scope,
      version: by.version,
      environment: by.environment,
      classification: by.classification,
    }
    return { ...combination, allowed, by: source, why: sayOffer({ allowed, by: source }, tenant) }
  })
}

/** One name for a combination. */
export const cellKey = ({ class: name, size, profile }: Combination): string => `${name}/${size}/${profile}`
