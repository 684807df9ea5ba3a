import { describe, expect, test } from 'vitest'
import { estimateCost } from './estimate-cost.ts'
import { costEstimateSchema } from './schema.ts'
import { estimateInput } from './testing/inputs.ts'

type Input = ReturnType<typeof estimateInput>
const estimate = (input: Input) => {
  const answer = estimateCost(input)
  if (!answer) throw new Error('no such size')
  return answer
}
/** Micro-dollars a month by price. */
const amounts = (input: Input) =>
  Object.fromEntries(estimate(input).lines.map(({ priceId, micros }) => [priceId, micros]))

// Every figure below was worked out by hand from prices.md's list: quantity × price, in micro-dollars.
describe('a small function, every 15 minutes', () => {
  const input = estimateInput({ class: 'serverless' })
  test('item by item', () => {
    expect(amounts(input)).toEqual({
      'lambda.x86.gb_second': 24_000, // 2,880 runs × 1 s × 0.5 GB × 16.6667 = 24,000.048
      'lambda.request': 576, // 2,880 × 0.2
      'scheduler.invocation': 2_880,
      's3.gb_month': 2_246, // 100/1,024 GB × 23,000 = 2,246.09
      's3.put': 14_400, // 2,880 × 5
      's3.get': 1_152, // 2,880 × 0.4
      'nat.hour': 32_400_000, // 720 × 45,000
      'ipv4.hour': 3_600_000, // 720 × 5,000
      'logs.ingest.gb': 5_760, // 2,880 × 4 kB × 500,000 a GB
      'logs.store.gb_month': 346, // 0.01152 GB × 30,000 = 345.6
    })
  })
  test('the lines add up, to the micro-dollar', () => {
    expect(estimate(input)).toMatchObject({
      perMonth: 36_051_360,
      perRun: 12_518,
      runs: { scheduled: 2880, events: 0, total: 2880 },
    })
  })
  test('it says what it took for granted and what it left out', () => {
    const { assumptions, notEstimated, priceBook } = estimate(input)
    expect(assumptions.map(({ name, value, isDefault }) => [name, value, isDefault])).toEqual([
      ['durationMs', 1000, true],
      ['eventsPerMonth', 0, true],
      ['logKbPerRun', 4, true],
      ['storageMib', 100, true],
    ])
    expect(assumptions[0]?.says).toBe('A run takes 1 s.')
    expect(notEstimated).toContain('Data that crosses the network, priced by the GB.')
    expect(priceBook).toMatchObject({ version: 1, name: 'AWS list prices, us-east-1', date: '2026-11-23' })
  })
  test('it is a pure function and fits its schema', () => {
    expect(estimate(input)).toEqual(estimate(input))
    expect(costEstimateSchema.parse(estimate(input))).toEqual(estimate(input))
  })
})

describe('compute, by the class’s way of billing', () => {
  test('a container pays for the copies that run all month', () => {
    const input = estimateInput({ class: 'container', size: 'medium', scaling: { min: 1, max: 4 } })
    expect(amounts(input)).toMatchObject({
      'fargate.x86.vcpu_hour': 29_145_600, // 720 h × 1 vCPU × 40,480
      'fargate.x86.gb_hour': 6_400_800, // 720 h × 2 GB × 4,445
    })
  })
  test('load adds copies, up to the largest number', () => {
    const scaling = { min: 1, max: 4 }
    // 30 days are 2,592,000 s; a copy does 10 at once: 60 million runs of 1 s keep 3 copies busy.
    const busy = estimateInput({ class: 'container', scaling }, [{ webhook: {} }], {
      assumptions: { durationMs: 1000, eventsPerMonth: 60_000_000 },
    })
    expect(estimate(busy).lines[0]).toMatchObject({ quantity: 3 * 720 * 0.5 })
    const flooded = { ...busy, assumptions: { durationMs: 1000, eventsPerMonth: 600_000_000 } }
    expect(estimate(flooded).lines[0]).toMatchObject({ quantity: 4 * 720 * 0.5 })
  })
  test('a job pays by worker and second, a minute at least', () => {
    const input = estimateInput({ class: 'managed_etl', size: 'medium' }, [{ schedule: { cron: '0 3 * * *' } }])
    // 30 runs × 900 s × 5 DPU = 37.5 DPU-hours × 440,000
    expect(amounts(input)).toMatchObject({ 'glue.dpu_hour': 16_500_000 })
    // 30 runs × 60 s × 5 DPU = 2.5 DPU-hours
    expect(amounts({ ...input, assumptions: { durationMs: 10 } })).toMatchObject({ 'glue.dpu_hour': 1_100_000 })
  })
  test('a dedicated host is the cheapest machine that is large enough', () => {
    expect(amounts(estimateInput({ class: 'dedicated_compute', size: 'large' }))).toMatchObject({
      'ec2.r6i.2xlarge.hour': 362_880_000, // 720 × 504,000
      'ebs.gp3.gb_month': 4_000_000, // 50 GB × 80,000
    })
  })
  test('on the own host a run costs what the book says an hour is worth: nothing, at first', () => {
    const answer = estimate(estimateInput({ class: 'serverless' }, undefined, { target: 'local' }))
    expect(answer).toMatchObject({ perMonth: 0, perRun: 0, target: 'local' })
    expect(answer.lines.map(({ quantity }) => quantity)).toEqual([0.8 * 0.29, 0.8 * 0.5]) // 2,880 s = 0.8 h
  })
})

describe('the network profile is a share of what stands in the environment', () => {
  const networkOf = (
    profile: 'vpn' | 'privatelink' | 'private_vpc' | 'on_premise_agent',
    egress: string[] = [],
    sharedBy = 1,
  ) =>
    estimate(
      estimateInput({ class: 'serverless', network_profile: profile, egress_allow: egress }, undefined, { sharedBy }),
    )
      .lines.filter(({ kind }) => kind === 'network')
      .map(({ priceId, micros }) => [priceId, micros])
  test('a tunnel and the platform’s endpoints', () => {
    expect(networkOf('vpn')).toEqual([
      ['endpoint.interface.hour', 28_800_000], // 2 endpoints × 2 zones × 720 × 10,000
      ['vpn.hour', 36_000_000],
    ])
  })
  test('divided by the runners that use it', () => {
    expect(networkOf('vpn', [], 3)).toEqual([
      ['endpoint.interface.hour', 9_600_000],
      ['vpn.hour', 12_000_000],
    ])
  })
  test('an endpoint more for each service reached privately', () => {
    const egress = ['sqs.us-east-1.amazonaws.com:443', 'api.example.com:443']
    expect(networkOf('privatelink', egress)).toEqual([['endpoint.interface.hour', 43_200_000]])
  })
  test('the gateway endpoint is free, and an agent on premises needs nothing here', () => {
    expect(networkOf('private_vpc')).toContainEqual(['endpoint.gateway.hour', 0])
    expect(networkOf('on_premise_agent')).toEqual([])
  })
})

describe('assumptions', () => {
  const webhook: Parameters<typeof estimateInput>[1] = [{ webhook: {} }]
  test('given figures are used and no longer called defaults', () => {
    const assumptions = { durationMs: 200, eventsPerMonth: 1_000_000, logKbPerRun: 0, storageMib: 0 }
    const answer = estimate(estimateInput({ class: 'serverless' }, webhook, { assumptions }))
    expect(answer.assumptions.every(({ isDefault }) => !isDefault)).toBe(true)
    expect(answer.runs).toEqual({ scheduled: 0, events: 1_000_000, total: 1_000_000 })
    expect(answer.lines[0]).toMatchObject({ quantity: 100_000, micros: 1_666_670 }) // 1e6 × 0.2 s × 0.5 GB
    expect(answer.range).toEqual({ low: answer.perMonth, high: answer.perMonth })
  })
  test('a guess widens the range: half and twice', () => {
    const { perMonth, range } = estimate(estimateInput({ class: 'serverless' }))
    // Only the duration is guessed: 24,000.048 becomes 12,000.024 and 48,000.096.
    expect(range).toEqual({ low: perMonth - 12_000, high: perMonth + 24_000 })
  })
  test('a run never takes longer than its timeout', () => {
    const answer = estimate(estimateInput({ class: 'serverless' }, webhook, { assumptions: { durationMs: 3_600_000 } }))
    expect(answer.assumptions[0]).toMatchObject({ value: 900_000, says: 'A run takes 900 s, its timeout.' })
  })
  test('what nothing starts is started by hand, now and then', () => {
    expect(estimate(estimateInput({ class: 'serverless' }, [])).runs).toEqual({ scheduled: 0, events: 20, total: 20 })
  })
  test('nothing runs, nothing per run', () => {
    const never = estimateInput({ class: 'serverless' }, [], { assumptions: { eventsPerMonth: 0 } })
    expect(estimate(never)).toMatchObject({ perRun: null, runs: { total: 0 } })
  })
})

test('secrets cost a month each and a call a run', () => {
  const input = estimateInput({ class: 'serverless', secrets: { API_KEY: 'orders/api-key', PIN: 'orders/pin' } })
  expect(amounts(input)).toMatchObject({ 'secrets.month': 800_000, 'secrets.call': 28_800 }) // 2,880 × 2 × 5
})

test('a price the book lacks is named, not taken as zero', () => {
  const input = estimateInput({ class: 'serverless' })
  const prices = input.priceBook.book.prices.filter(({ id }) => id !== 'nat.hour')
  const answer = estimate({ ...input, priceBook: { ...input.priceBook, book: { ...input.priceBook.book, prices } } })
  expect(answer.notEstimated).toContain('The price book has no price for nat.hour.')
})

test('a size the catalog lacks has no estimate', () => {
  expect(estimateCost(estimateInput({ class: 'serverless', size: 'large' }))).toBeUndefined()
})
