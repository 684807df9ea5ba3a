import { z } from 'zod'
import { dataClassifications, networkProfiles, runnerClasses, runnerSizes } from '../../manifests/classes.ts'
import { ANY, type MatrixScope } from './matrix-words.ts'

const environmentName = z.string().max(63)

/** One row of a matrix: a combination that is allowed or denied, everywhere or in one place, for all data or for some. */
export const matrixRowSchema = z.strictObject({
  environment: environmentName.default(ANY),
  classification: z.union([z.literal(ANY), z.enum(dataClassifications)]).default(ANY),
  class: z.enum(runnerClasses),
  size: z.enum(runnerSizes),
  profile: z.enum(networkProfiles),
  allowed: z.boolean(),
})
export type MatrixRow = z.output<typeof matrixRowSchema>

/** A row with whose it is and which version of the policies said so; 0: it stood before there were versions. */
export type ScopedRow = MatrixRow & { scope: MatrixScope; version: number }

/** The part of a policy draft and of a policy version that is its matrix. */
export const matrixPartSchema = z.array(matrixRowSchema).max(20_000)

const quotaFigure = z.int().min(0).max(1_000_000)
/** Micro-dollars a month; the most is a thousand million dollars. */
const budgetFigure = z.int().min(0).max(1e15)

/** Hours a month; a hundredth of an hour is 36 seconds, so that what is stored in milliseconds is read back as it was. */
const hoursFigure = z.number().min(0).max(10_000_000).multipleOf(0.01)

/**
 * What a tenant lives within: everywhere when `environment` and `class` are empty, else the budget of that environment
 * or the limits of that class. A figure that is null is left to the wider scope.
 */
const quotaRowSchema = z
  .strictObject({
    environment: environmentName.default(ANY),
    class: z.union([z.literal(ANY), z.enum(runnerClasses)]).default(ANY),
    maxRunners: quotaFigure.nullable().default(null),
    maxConcurrency: quotaFigure.nullable().default(null),
    /** Runs at once over all tenants; the platform alone says it. */
    platformConcurrency: quotaFigure.nullable().default(null),
    monthlyBudget: budgetFigure.nullable().default(null),
    /** Runs of the class at once. */
    maxRunning: quotaFigure.nullable().default(null),
    /** Runtime of the class in a month. */
    monthlyHours: hoursFigure.nullable().default(null),
  })
  .refine((row) => !row.environment || onlySets(row, ['monthlyBudget']), {
    message: 'Runners and runs at once are counted over all environments; of one environment only the budget is set.',
  })
  .refine((row) => (row.class ? onlySets(row, classFigures) : classFigures.every((name) => row[name] === null)), {
    message: 'Of a class, and only there, runs at once (maxRunning) and hours a month (monthlyHours) are set.',
  })
export type QuotaRow = z.output<typeof quotaRowSchema>
export type ScopedQuota = QuotaRow & { scope: MatrixScope; version: number }

const quotaFigures = [
  'maxRunners',
  'maxConcurrency',
  'platformConcurrency',
  'monthlyBudget',
  'maxRunning',
  'monthlyHours',
] as const
export type QuotaFigure = (typeof quotaFigures)[number]
export const classFigures = ['maxRunning', 'monthlyHours'] as const
export type ClassFigure = (typeof classFigures)[number]

function onlySets(row: Record<QuotaFigure, number | null>, allowed: readonly QuotaFigure[]): boolean {
  return quotaFigures.every((name) => row[name] === null || allowed.includes(name))
}

/** A row of a place that sets nothing yet. */
export const emptyQuota = (place: Partial<Pick<QuotaRow, 'environment' | 'class'>> = {}): QuotaRow => ({
  environment: ANY,
  class: ANY,
  maxRunners: null,
  maxConcurrency: null,
  platformConcurrency: null,
  monthlyBudget: null,
  maxRunning: null,
  monthlyHours: null,
  ...place,
})

/** Whether a row leaves every figure to the wider scope. */
export const setsNothing = (row: QuotaRow): boolean => onlySets(row, [])

/** One name for what a row of quotas is about. */
export const quotaKey = ({ environment, class: name }: Pick<QuotaRow, 'environment' | 'class'>) =>
  `${environment} ${name}`

/** The part of a policy draft and of a policy version that is its quotas and budgets. */
export const quotaPartSchema = z
  .array(quotaRowSchema)
  .max(100)
  .refine((rows) => new Set(rows.map(quotaKey)).size === rows.length, 'Of one environment or class there is one row.')

/** Where, and with what data, a combination is asked for. */
export const matrixPlaceSchema = z.strictObject({
  environment: environmentName.default(ANY),
  classification: z.union([z.literal(ANY), z.enum(dataClassifications)]).default(ANY),
})
export type MatrixPlace = { environment: string; classification: string }

/** The place that an address asks for; what it does not know is any. */
export function readPlace(asked: {
  environment?: string | undefined
  classification?: string | undefined
}): MatrixPlace {
  const read = matrixPlaceSchema.safeParse(asked)
  return read.success ? read.data : { environment: ANY, classification: ANY }
}
