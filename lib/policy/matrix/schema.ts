import { z } from 'zod'
import { dataClassifications, networkProfiles, runnerClasses, runnerSizes } from '../../manifests/classes.ts'

/** Whose word it is, the one that counts most first. */
export const matrixScopes = ['contract', 'tenant', 'platform'] as const
export type MatrixScope = (typeof matrixScopes)[number]

/** Stands for every environment, every classification and, as a tenant, for the whole platform. */
export const ANY = ''

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

/**
 * What a tenant lives within: everywhere when `environment` is empty, else the budget of that environment. A figure
 * that is null is left to the wider scope.
 */
const quotaRowSchema = z
  .strictObject({
    environment: environmentName.default(ANY),
    maxRunners: quotaFigure.nullable().default(null),
    maxConcurrency: quotaFigure.nullable().default(null),
    monthlyBudget: budgetFigure.nullable().default(null),
  })
  .refine(({ environment, maxRunners, maxConcurrency }) => !environment || (maxRunners ?? maxConcurrency) === null, {
    message: 'Runners and runs at once are counted over all environments; of one environment only the budget is set.',
  })
export type QuotaRow = z.output<typeof quotaRowSchema>
export type ScopedQuota = QuotaRow & { scope: MatrixScope; version: number }

/** The part of a policy draft and of a policy version that is its quotas and budgets. */
export const quotaPartSchema = z.array(quotaRowSchema).max(100)

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
