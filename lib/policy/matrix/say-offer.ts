import { ANY, type MatrixScope } from './matrix-words.ts'
import type { MatrixPlace } from './schema.ts'

/** What decided, as far as words need it. */
export type OfferSource = MatrixPlace & { scope: MatrixScope; version: number }

/** Who decided about a combination: “denied by the contract of Acme, version 12, for restricted data in prod”. Pure. */
export function sayOffer({ allowed, by }: { allowed: boolean; by?: OfferSource }, tenant: string): string {
  if (!by) return 'no row of the matrix allows it'
  return `${allowed ? 'allowed' : 'denied'} by ${saySource(by, tenant)}`
}

/** The scope, version and reach of a row: “the matrix of Acme, version 3, for prod”. Pure. */
export function saySource(by: OfferSource, tenant: string): string {
  const whose = { contract: `the contract of ${tenant}`, tenant: `the matrix of ${tenant}`, platform: 'the platform' }
  const version = by.version > 0 ? `, version ${by.version}` : ''
  const reach = sayReach(by)
  return `${whose[by.scope]}${version}${reach && `, for ${reach}`}`
}

/** The place and the data a row is about; nothing for one that is about all. */
function sayReach({ environment, classification }: MatrixPlace): string {
  const data = classification === ANY ? '' : `${classification} data`
  if (environment === ANY) return data
  return data ? `${data} in ${environment}` : environment
}
