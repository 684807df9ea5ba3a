import { describe, expect, test } from 'vitest'
import { admit, type Candidate, type Load, leftFor, noPlace } from './admission.ts'

const load = (changes: Partial<Load> = {}): Load => ({
  platform: { running: 0 },
  tenant: { running: 0, max: 10 },
  classes: new Map(),
  runners: new Map(),
  hours: new Map(),
  budget: { used: 0, reserved: 0 },
  environments: new Map(),
  paused: { runners: new Map(), environments: new Map() },
  ...changes,
})
const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  runnerId: 'a',
  runnerClass: 'serverless',
  environmentId: 'dev',
  asks: { ms: 60_000, micros: 1_000_000 },
  ...changes,
})
const waits = (one: Load, asked = candidate()) => {
  const said = admit(one, asked)
  return said.starts ? 'starts' : said.waits
}
const startsOf = (one: Load, times: number, asked = candidate()) =>
  Array.from({ length: times }, () => admit(one, asked)).filter(({ starts }) => starts).length

describe('places', () => {
  test.each([
    ['platform', { platform: { running: 0, max: 3 } }, 'All 3 places of all tenants are taken.'],
    ['tenant', { tenant: { running: 0, max: 3 } }, 'All 3 places of the tenant are taken.'],
    [
      'class',
      { classes: new Map([['serverless' as const, { running: 0, max: 3 }]]) },
      'All 3 places of the tenant’s class serverless are taken.',
    ],
    ['runner', { runners: new Map([['a', { running: 0, max: 3 }]]) }, 'All 3 places of this runner are taken.'],
  ])('of the %s are never passed by one, and the next one waits and is told why', (_, changes, why) => {
    const one = load(changes)
    expect(startsOf(one, 5)).toBe(3)
    expect(waits(one)).toBe(why)
  })

  test('no places at all say so; what is full for one runner is free for another', () => {
    expect(waits(load({ tenant: { running: 0, max: 0 } }))).toBe('No run of the tenant may begin.')
    const one = load({ runners: new Map([['a', { running: 1, max: 1 }]]) })
    expect(waits(one)).toBe('All 1 places of this runner are taken.')
    expect(waits(one, candidate({ runnerId: 'b' }))).toBe('starts')
  })
})

describe('what is set aside', () => {
  test('runs begin for as long as the worst that those under way may take fits', () => {
    const one = load({ budget: { used: 6_000_000, reserved: 0, limit: 10_000_000 } })
    expect(startsOf(one, 9)).toBe(4)
    expect(waits(one)).toContain('$4.00 of the month’s budget are left, and $4.00 of that is set aside')
  })

  test('what could not run even alone never begins, whatever its gate has said', () => {
    const one = load({ hours: new Map([['serverless' as const, { used: 50_000, reserved: 0, limit: 100_000 }]]) })
    expect(noPlace(one, candidate())).toBeUndefined()
    expect(waits(one)).toBe('50 s of the month’s runtime of serverless are left, and a run may take 1 min.')
  })

  test('what is left is the least of what tenant and environment have; without a limit there is plenty', () => {
    const one = load({
      budget: { used: 10, reserved: 20, limit: 100 },
      environments: new Map([['prod', { used: 5, reserved: 0, limit: 30 }]]),
    })
    expect(leftFor(one, candidate())).toEqual({ ms: Number.MAX_SAFE_INTEGER, micros: 70 })
    expect(leftFor(one, candidate({ environmentId: 'prod' })).micros).toBe(25)
    expect(leftFor(load({ budget: { used: 10, reserved: 0, limit: 5 } }), candidate()).micros).toBe(0)
  })

  test('hours count by class, the environment’s budget by environment', () => {
    const one = load({
      hours: new Map([['serverless' as const, { used: 0, reserved: 60_000, limit: 100_000 }]]),
      environments: new Map([['prod', { used: 0, reserved: 500_000, limit: 1_000_000 }]]),
    })
    expect(waits(one)).toContain('runtime of serverless')
    expect(waits(one, candidate({ runnerClass: 'container' }))).toBe('starts')
    expect(waits(one, candidate({ runnerClass: 'container', environmentId: 'prod' }))).toContain('of the environment')
  })
})

test('a pause of the runner, the environment or the tenant holds, the narrowest named first', () => {
  const paused = {
    runners: new Map([['a', 'a is paused']]),
    environments: new Map([['dev', 'dev is paused']]),
    tenant: 'all is paused',
  }
  const one = load({ paused })
  expect(waits(one)).toBe('a is paused')
  expect(waits(one, candidate({ runnerId: 'b' }))).toBe('dev is paused')
  expect(waits(one, candidate({ runnerId: 'b', environmentId: 'prod' }))).toBe('all is paused')
  expect(one.tenant.running).toBe(0)
})
