import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matrixScopes } from './matrix-words.ts'
import { resolveOffer } from './resolve-offer.ts'
import { sayOffer } from './say-offer.ts'
import type { ScopedRow } from './schema.ts'

const cell = { class: 'serverless', size: 'small', profile: 'vpn' } as const
const asked = { ...cell, environment: 'prod', classification: 'restricted' } as const
const row = (over: Partial<ScopedRow>): ScopedRow => ({
  scope: 'tenant',
  environment: '',
  classification: '',
  ...cell,
  allowed: true,
  version: 1,
  ...over,
})

describe('precedence', () => {
  test.each<[string, Partial<ScopedRow>[], boolean, number | undefined]>([
    ['what no row allows is denied', [], false, undefined],
    ['the tenant counts before the platform', [{ scope: 'platform', allowed: false }, {}], true, 1],
    ['the contract before the tenant', [{}, { scope: 'contract', allowed: false }], false, 1],
    [
      'a wide row of the contract before a narrow one of the tenant',
      [
        { environment: 'prod', classification: 'restricted' },
        { scope: 'contract', allowed: false },
      ],
      false,
      1,
    ],
    [
      'a gap leaves it to the wider scope',
      [{ scope: 'platform' }, { scope: 'contract', size: 'large', allowed: false }],
      true,
      0,
    ],
    ['the environment before neither', [{}, { environment: 'prod', allowed: false }], false, 1],
    ['the classification before neither', [{}, { classification: 'restricted', allowed: false }], false, 1],
    [
      'the environment before the classification',
      [{ classification: 'restricted', allowed: false }, { environment: 'prod' }],
      true,
      1,
    ],
    [
      'both before the environment',
      [
        { environment: 'prod', allowed: false },
        { environment: 'prod', classification: 'restricted' },
      ],
      true,
      1,
    ],
    ['rows of another place say nothing', [{ environment: 'dev' }, { classification: 'public' }], false, undefined],
    ['of two that are equally near the denying one', [{ allowed: false }, {}], false, 0],
  ])('%s', (_, rows, allowed, by) => {
    const all = rows.map(row)
    expect(resolveOffer(all, asked)).toEqual({ allowed, ...(by !== undefined && { by: all[by] }) })
    expect(resolveOffer(all.toReversed(), asked).allowed).toBe(allowed)
  })
})

test('it is what asking one layer after the other gives, for any rows', () => {
  const some = <T>(...values: readonly T[]) => fc.constantFrom(...values)
  const rows = fc.uniqueArray(
    fc.record({
      scope: some(...matrixScopes),
      environment: some('', 'dev', 'prod'),
      classification: some<ScopedRow['classification']>('', 'public', 'restricted'),
      class: some<ScopedRow['class']>('serverless', 'container'),
      size: some<ScopedRow['size']>('small', 'large'),
      profile: some<ScopedRow['profile']>('vpn', 'private_vpc'),
      allowed: fc.boolean(),
      version: fc.nat(9),
    }),
    { maxLength: 40, selector: ({ allowed: _, version: __, ...key }) => JSON.stringify(key) },
  )
  fc.assert(
    fc.property(rows, (all) => {
      expect(resolveOffer(all, asked)).toEqual(naively(all))
    }),
    { numRuns: 3000 },
  )
})

/** The rule as one would tell it: go from layer to layer, and in each from the narrowest place to the widest. */
function naively(rows: ScopedRow[]) {
  for (const scope of ['contract', 'tenant', 'platform']) {
    for (const [environment, classification] of [
      ['prod', 'restricted'],
      ['prod', ''],
      ['', 'restricted'],
      ['', ''],
    ]) {
      const found = rows.find(
        (one) =>
          one.scope === scope &&
          one.environment === environment &&
          one.classification === classification &&
          one.class === cell.class &&
          one.size === cell.size &&
          one.profile === cell.profile,
      )
      if (found) return { allowed: found.allowed, by: found }
    }
  }
  return { allowed: false }
}

test.each([
  [{ allowed: false }, 'no row of the matrix allows it'],
  [{ allowed: false, by: row({ scope: 'contract', version: 12 }) }, 'denied by the contract of Acme, version 12'],
  [{ allowed: true, by: row({ version: 0 }) }, 'allowed by the matrix of Acme'],
  [
    { allowed: false, by: row({ scope: 'platform', environment: 'prod', classification: 'restricted' }) },
    'denied by the platform, version 1, for restricted data in prod',
  ],
])('it is said who decided', (offer, words) => {
  expect(sayOffer(offer, 'Acme')).toBe(words)
})
