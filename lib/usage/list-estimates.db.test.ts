import { beforeAll, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { makePlatformRules } from '../policy/testing/rules.ts'
import { estimatedByUse } from './as-measured.ts'
import { listEstimates, readEstimateErrors } from './list-estimates.ts'
import { estimatedRunner } from './testing/estimated-runner.ts'
import { addDays } from './testing/usage-days.ts'

const now = new Date('2026-11-20T12:00:00Z')
const long = new Date('2026-01-01T00:00:00Z')
let dev: Environment
let tenant: TestTenant
let other: TestTenant

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
})

/** 6,000 runs of three seconds a month, started from outside. */
const input = () =>
  estimateInput({ class: 'serverless' }, [{ webhook: {} }] as never, {
    assumptions: { durationMs: 3_000, eventsPerMonth: 6_000 },
  })
const of = (runnerId: string) => ({ tenantId: tenant.id, runnerId, environmentId: dev.id })

test('a runner beside its estimate: exactly right, twice as busy, and too young to tell', async () => {
  const exact = await estimatedRunner(tenant.id, dev, input(), { name: 'exact', since: long })
  const busy = await estimatedRunner(tenant.id, dev, input(), { name: 'busy', since: long })
  const young = await estimatedRunner(tenant.id, dev, input(), {
    name: 'young',
    since: new Date('2026-11-18T00:00:00Z'),
  })
  const use = { attempts: 6_000, usedMs: 18_000_000, costMicros: 42 }
  await addDays([
    { ...of(exact.runnerId), day: '2026-10-21', ...use },
    { ...of(exact.runnerId), day: '2026-10-20', ...use }, // the span before
    { ...of(exact.runnerId), day: '2026-11-20', ...use }, // today is not over
    { ...of(busy.runnerId), day: '2026-11-19', attempts: 12_000, usedMs: 36_000_000 },
    { ...of(young.runnerId), day: '2026-11-19', attempts: 5, usedMs: 5 },
  ])
  const { runners } = await listEstimates(tenant.auditor, {}, now)
  expect(runners.map(({ name }) => name)).toEqual(['young', 'busy', 'exact'])
  const [ofYoung, ofBusy, ofExact] = runners
  const { perMonth, range } = exact.estimate
  const byUse = estimatedByUse(exact.estimate)
  expect(ofExact).toEqual({
    runnerId: exact.runnerId,
    name: 'exact',
    environment: 'dev',
    runnerClass: 'serverless',
    size: 'small',
    profile: 'public_vpc_egress',
    estimate: { perMonth, ...range, byUse, runs: 6_000, durationMs: 3_000 },
    days: 30,
    measured: { byUse, runs: 6_000, durationMs: 3_000 },
    error: 0,
    bookedMicros: 42,
  })
  expect(ofBusy?.measured).toMatchObject({ runs: 12_000, durationMs: 3_000 })
  expect(ofBusy?.error).toBeCloseTo(1)
  expect(ofYoung).toMatchObject({ days: 2, measured: null, error: null })
  expect((await listEstimates(other.auditor, {}, now)).runners).toEqual([])
})

test('pages, newest first', async () => {
  const first = await listEstimates(tenant.auditor, { limit: 2 }, now)
  expect(first.runners.map(({ name }) => name)).toEqual(['young', 'busy'])
  const rest = await listEstimates(tenant.auditor, { limit: 2, cursor: first.next }, now)
  expect(rest).toMatchObject({ runners: [{ name: 'exact' }], next: undefined })
})

test('the past error of a class, span by span', async () => {
  const { spans, classes } = await readEstimateErrors(tenant.auditor, now)
  expect(spans).toEqual([
    { from: '2026-10-21', until: '2026-11-20' },
    { from: '2026-09-21', until: '2026-10-21' },
    { from: '2026-08-22', until: '2026-09-21' },
  ])
  const [serverless] = classes
  expect(serverless?.spans[0]).toMatchObject({ runners: 2 })
  // Of the two runners one was exactly right: the sum is off by less than the other alone.
  const { error, typical } = serverless?.spans[0] ?? { error: null, typical: null }
  expect(error).toBeCloseTo(0.5)
  expect(typical).toBeCloseTo(0.5)
  expect(serverless?.spans[1]).toMatchObject({ runners: 1, error: 0, typical: 0 })
  expect(serverless?.spans[2]).toMatchObject({ runners: 0, error: null })
  expect(classes.slice(1).every((one) => one.spans.every(({ runners }) => runners === 0))).toBe(true)
})

test('an estimate counts from when it was deployed: before that the one before it', async () => {
  const own = await makeTenant()
  const since = new Date('2026-11-01T00:00:00Z')
  const { runnerId } = await estimatedRunner(own.id, dev, input(), { name: 'late', since })
  await addDays([{ ...of(runnerId), tenantId: own.id, day: '2026-10-10', attempts: 100, usedMs: 1 }])
  const { classes } = await readEstimateErrors(own.auditor, now)
  expect(classes[0]?.spans.map(({ runners }) => runners)).toEqual([0, 0, 0])
})
