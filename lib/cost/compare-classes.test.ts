import { describe, expect, test } from 'vitest'
import { compareClasses, nearestSize } from './compare-classes.ts'
import { costDelta } from './cost-delta.ts'
import { costOfRun } from './cost-of-run.ts'
import { estimateCost } from './estimate-cost.ts'
import { shippedPriceBook } from './shipped-price-book.ts'
import { estimateInput, sizes } from './testing/inputs.ts'

describe('the same workload on the other classes', () => {
  const input = estimateInput({ class: 'serverless' })
  const compared = compareClasses(input)
  test('one row a class, in one order, the present one marked', () => {
    expect(compared.map(({ class: name, size, current }) => [name, size, current])).toEqual([
      ['serverless', 'small', true],
      ['container', 'small', false],
      ['managed_etl', 'medium', false],
      ['dedicated_compute', 'small', false],
    ])
  })
  test('its own row is the estimate itself', () => {
    const own = estimateCost(input)
    expect(compared[0]).toMatchObject({ perMonth: own?.perMonth, range: own?.range })
  })
  test('the runs and their duration go along', () => {
    const shared = 36_000_000 // NAT gateway and its address
    const storage = 23_000 + 14_400 + 1_152 // 1 GB kept, a write and a read a run
    const logs = 11_520 + 691 // 2,880 × 8 kB
    const compute = 14_572_800 + 3_200_400 // 720 h × 0.5 vCPU and 1 GB
    expect(compared[1]?.perMonth).toBe(shared + storage + logs + compute + 2_880)
  })
  test('a run too long for a class is said to be impossible there', () => {
    const job = estimateInput({ class: 'managed_etl', size: 'medium' }, undefined, {
      assumptions: { durationMs: 3_600_000 },
    })
    const long = { ...job, manifest: { ...job.manifest, run: { ...job.manifest.run, timeout_seconds: 7200 } } }
    expect(compareClasses(long)[0]).toMatchObject({ perMonth: null, impossible: 'A run may take at most 15m there.' })
  })
  test('a missing size is said to be missing', () => {
    const without = { ...input, sizes: sizes.filter(({ runnerClass }) => runnerClass !== 'container') }
    expect(compareClasses(without)[1]).toMatchObject({ impossible: 'The size catalog has no container small.' })
  })
})

test.each([
  ['serverless', 'xlarge', 'large'],
  ['managed_etl', 'small', 'medium'],
  ['container', 'xlarge', 'xlarge'],
] as const)('%s has no %s: %s is nearest', (name, wanted, nearest) => {
  expect(nearestSize(name, wanted)).toBe(nearest)
})

test('a delta names what changes, kind by kind', () => {
  const before = estimateCost(estimateInput({ class: 'serverless' }))
  const after = estimateCost(estimateInput({ class: 'serverless', size: 'medium' }))
  if (!before || !after) throw new Error('no estimate')
  const delta = costDelta(before, after)
  expect(delta.perMonth).toBe(24_000)
  expect(delta.items.find(({ kind }) => kind === 'compute')).toEqual({ kind: 'compute', before: 24_000, after: 48_000 })
  expect(delta.items.map(({ kind }) => kind)).toEqual(['compute', 'requests', 'storage', 'network', 'logs'])
})

describe('what one run cost', () => {
  const { book } = shippedPriceBook()
  const [small, , , container, etl] = sizes
  const run = (size = small, target: 'aws' | 'local' = 'aws', durationMs = 1000) => {
    if (!size) throw new Error('no such size')
    return costOfRun({ size, profile: 'private_vpc', target, durationMs }, book)
  }
  test('a function by GB-second', () => expect(run()).toBe(8)) // 0.5 × 16.6667 = 8.33
  test('a job a minute at least', () => expect(run(etl)).toBe(36_667)) // 5 DPU × 60 s ÷ 3,600 × 440,000
  test('a container its part of an hour', () => expect(run(container, 'aws', 3_600_000)).toBe(49_370)) // 40,480 + 2 × 4,445
  test('the own host nothing, until it is given a price', () => {
    expect(run(small, 'local')).toBe(0)
    const priced = book.prices.map((price) => (price.id === 'local.vcpu_hour' ? { ...price, micros: '36000' } : price))
    const usage = { size: sizes[1] ?? sizes[0], profile: 'vpn', target: 'local', durationMs: 10_000 } as const
    if (!usage.size) throw new Error('no such size')
    expect(costOfRun({ ...usage, size: usage.size }, { ...book, prices: priced })).toBe(58) // 0.58 vCPU × 10 s ÷ 3,600 × 36,000
  })
})
