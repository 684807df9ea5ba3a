import type { Fault } from '../../errors.ts'
import {
  classRules,
  dataClassifications,
  isRunnerClass,
  networkProfiles,
  runnerClasses,
  runnerSizes,
} from '../../manifests/classes.ts'
import { closest } from '../../manifests/closest.ts'
import { orList } from '../../manifests/or-list.ts'
import { ANY } from './matrix-words.ts'
import { type MatrixRow, matrixRowSchema } from './schema.ts'

export const columns: readonly string[] = ['environment', 'classification', 'class', 'size', 'profile', 'allowed']

/** What a row may name that only the installation knows. */
export type Asked = { environments: readonly string[] }

/** A row as written, with where it stands. */
export type RawRow = {
  line: number
  values: Record<string, string | undefined>
  places?: Record<string, { line: number; column?: number }>
}

const everything = ['', '*', 'any', 'every', 'all']
const yes = ['allowed', 'allow', 'yes', 'true', '1']
const no = ['denied', 'deny', 'no', 'false', '0']

/** A row as the matrix keeps it, or each of its cells that is not what it must be. Pure. */
export function rowOf({ line, values, places }: RawRow, { environments }: Asked): { row?: MatrixRow; faults: Fault[] } {
  const faults: Fault[] = []
  const wrong = (column: string, message: string, remedy: string) => {
    faults.push({ path: column, line, ...places?.[column], message, remedy })
    return ''
  }
  const oneOf = (column: string, allowed: readonly string[], what: string): string => {
    const written = values[column] ?? ''
    const found = allowed.find((one) => one === written.toLowerCase())
    if (found !== undefined) return found
    if (written === '') return wrong(column, `The ${what} is missing.`, `Write ${orList(allowed)}.`)
    const near = closest(written, allowed)
    const expected = `Expected ${orList(allowed)}.`
    return wrong(column, `“${shorten(written)}” is no ${what}.`, near ? `Did you mean ${near}? ${expected}` : expected)
  }
  const orAny = (column: string, allowed: readonly string[], what: string): string =>
    everything.includes((values[column] ?? '').toLowerCase()) ? ANY : oneOf(column, allowed, what)
  const word = oneOf('allowed', [...yes, ...no], 'answer')
  const row = {
    environment: orAny('environment', environments, 'environment'),
    classification: orAny('classification', dataClassifications, 'classification of data'),
    class: oneOf('class', runnerClasses, 'class'),
    size: oneOf('size', runnerSizes, 'size'),
    profile: oneOf('profile', networkProfiles, 'network profile'),
    allowed: yes.includes(word),
  }
  if (isRunnerClass(row.class) && row.size && !classRules[row.class].sizes.some((size) => size === row.size)) {
    wrong('size', `${row.class} has no size ${row.size}.`, `Expected ${orList(classRules[row.class].sizes)}.`)
  }
  const read = matrixRowSchema.safeParse(row)
  return faults.length === 0 && read.success ? { row: read.data, faults } : { faults }
}

const shorten = (written: string) => (written.length > 40 ? `${written.slice(0, 40)}…` : written)
