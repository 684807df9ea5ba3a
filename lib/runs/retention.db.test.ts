import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { forgetRuns, listRunRetention, setRunRetention } from './retention.ts'
import { startRun } from './start-run.ts'
import { activeRunner } from './testing/active-runner.ts'

const DAY = 24 * 3600_000
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY)
let tenant: TestTenant
let runnerId: string

beforeAll(async () => {
  tenant = await makeTenant()
  runnerId = (await activeRunner(tenant)).runnerId
})

/** A run that ended so many days ago, as the engine leaves it; undefined: it has not ended. */
async function ran(days: number | undefined, status: 'succeeded' | 'failed' | 'running' = 'succeeded') {
  const { id } = await startRun(tenant.engineer, { runnerId, origin: 'manual', input: { card: '4000' } })
  const key = { tenantId: tenant.id, id }
  await db.run.updateMany({
    where: key,
    data: { status, result: { total: 3 }, finishedAt: days === undefined ? null : daysAgo(days), costMicros: 5n },
  })
  return key
}

async function deadLetter(key: { tenantId: string; id: string }, expiresAt: Date, status: 'open' | 'waived' = 'open') {
  const { token, environmentId } = await unsafeDb.run.findFirstOrThrow({ where: key })
  const what = { runnerId, environmentId, token, status, expiresAt, cause: 'user_error' as const }
  await unsafeDb.deadLetter.create({
    data: {
      tenantId: tenant.id,
      id: newId('deadLetter'),
      runId: key.id,
      ...what,
      fingerprint: 'f',
      error: 'x',
      attempts: 1,
      inputBytes: 1,
      lineage: {},
    },
  })
}

const inputOf = async (key: { tenantId: string; id: string }) =>
  (await unsafeDb.run.findFirstOrThrow({ where: key, select: { input: true } })).input

test('what ended longer ago than it is kept loses its input and result, and nothing else', async () => {
  const [old, young, open] = [await ran(121), await ran(119), await ran(undefined, 'running')]
  const evidence = await db.evidence.count({ where: { tenantId: tenant.id } })
  expect(await forgetRuns(now)).toBe(1)
  const row = await unsafeDb.run.findFirstOrThrow({ where: old })
  expect(row).toMatchObject({ input: null, result: null, status: 'succeeded', costMicros: 5n, forgottenAt: now })
  expect(row.inputDigest).toMatch(/^sha256:/)
  expect([await inputOf(young), await inputOf(open)]).toEqual([{ card: '4000' }, { card: '4000' }])
  expect(await db.evidence.count({ where: { tenantId: tenant.id } })).toBe(evidence)
  expect(await forgetRuns(now)).toBe(0)
})

test('a failure that may still be replayed keeps its input; one that is waived or out of time does not', async () => {
  const [open, waived, late] = [await ran(200, 'failed'), await ran(200, 'failed'), await ran(200, 'failed')]
  await deadLetter(open, daysAgo(-1))
  await deadLetter(waived, daysAgo(-1), 'waived')
  await deadLetter(late, daysAgo(1))
  expect(await forgetRuns(now)).toBe(2)
  expect(await Promise.all([open, waived, late].map(inputOf))).toEqual([{ card: '4000' }, null, null])
})

test('a tenant sets its own days by class, with evidence; who may not is refused', async () => {
  const run = await ran(10)
  await setRunRetention(tenant.admin, { class: 'container', days: 7 })
  expect(await forgetRuns(now)).toBe(0)
  await setRunRetention(tenant.admin, { class: 'serverless', days: 7 })
  // Beside it the one of 119 days ago.
  expect(await forgetRuns(now)).toBe(2)
  expect(await inputOf(run)).toBeNull()
  const listed = await listRunRetention(tenant.auditor)
  expect(listed.find((one) => one.class === 'serverless')).toEqual({ class: 'serverless', days: 7, own: true })
  expect(listed.find((one) => one.class === 'managed_etl')).toMatchObject({ days: 120, own: false })
  const told = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'run_retention.changed' } })
  expect(told.map(({ sentence }) => sentence).sort()).toEqual([
    'Inputs and results of container runs are kept for 7 days from now on; it was 120.',
    'Inputs and results of serverless runs are kept for 7 days from now on; it was 120.',
  ])
  await expect(setRunRetention(tenant.engineer, { class: 'serverless', days: 1 })).rejects.toMatchObject({
    code: 'forbidden',
  })
})
