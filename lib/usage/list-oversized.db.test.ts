import { beforeAll, expect, test } from 'vitest'
import { estimateInput } from '../cost/testing/inputs.ts'
import { unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { makePlatformRules } from '../policy/testing/rules.ts'
import { listOversized } from './list-oversized.ts'
import { estimatedRunner } from './testing/estimated-runner.ts'
import { addDays } from './testing/usage-days.ts'

const now = new Date('2026-11-20T12:00:00Z')
const since = new Date('2026-01-01T00:00:00Z')
let dev: Environment
let tenant: TestTenant
let other: TestTenant

beforeAll(async () => {
  dev = await makePlatformRules()
  tenant = await makeTenant()
  other = await makeTenant()
})

const mediumRunner = async (name: string, day: { attempts?: number; peakMemoryMib?: number; size?: 'small' } = {}) => {
  const input = estimateInput({ class: 'serverless', size: 'medium' })
  const { runnerId } = await estimatedRunner(tenant.id, dev, input, { name, since })
  await addDays([
    {
      ...{ tenantId: tenant.id, runnerId, environmentId: dev.id, size: 'medium', day: '2026-11-10' },
      ...{ attempts: 1000, usedMs: 2_000_000, peakMemoryMib: 200 },
      ...day,
    },
  ])
  return runnerId
}
const ran = (runnerId: string, durationMs: number) =>
  unsafeDb.run.create({
    data: {
      ...{ tenantId: tenant.id, id: newId('run'), runnerId, token: newId('run'), origin: 'api', status: 'succeeded' },
      ...{
        inputDigest: '',
        artifactDigest: '',
        environmentId: dev.id,
        runnerClass: 'serverless',
        traceId: '',
        durationMs,
      },
    },
  })

test('what a smaller size would do for, with its saving, and what it would not', async () => {
  const roomy = await mediumRunner('roomy')
  await ran(roomy, 4_000)
  await mediumRunner('tight', { peakMemoryMib: 500 })
  await mediumRunner('idle', { attempts: 5 })
  await mediumRunner('resized', { size: 'small' })
  const slow = await mediumRunner('slow')
  // Twice as long on half the processor is beyond four fifths of the quarter of an hour it may take.
  await ran(slow, 400_000)
  const { runners, saving } = await listOversized(tenant.auditor, now)
  expect(runners.map(({ name }) => name)).toEqual(['roomy'])
  // 2,000 s a month of 1 GB or of half of it, at $0.0000166667 a GB-second.
  expect(runners[0]).toMatchObject({
    runnerId: roomy,
    environment: 'dev',
    size: 'medium',
    memoryMib: 1024,
    attempts: 1000,
    peakMemoryMib: 200,
    longestMs: 4_000,
    offered: false,
    suggestion: { size: 'small', memoryMib: 512, longestAtWorstMs: 8_000 },
  })
  const { now: today, after } = runners[0]?.suggestion ?? { now: 0, after: 0 }
  expect(today / 1e6).toBeCloseTo(((2_000 * 30) / 30.5) * 0.0000166667, 4)
  expect(after).toBeCloseTo(today / 2, -1)
  expect(saving).toBe(0)
  expect((await listOversized(other.auditor, now)).runners).toEqual([])
})

test('what the matrix offers adds to the saving', async () => {
  await unsafeDb.matrixCell.create({
    data: { tenantId: tenant.id, runnerClass: 'serverless', size: 'small', networkProfile: 'public_vpc_egress' },
  })
  const { runners, saving } = await listOversized(tenant.auditor, now)
  expect(runners).toMatchObject([{ name: 'roomy', offered: true }])
  expect(saving).toBe(runners[0]?.suggestion.saving)
  expect(saving).toBeGreaterThan(0)
})
