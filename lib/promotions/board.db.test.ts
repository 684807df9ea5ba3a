import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import type { Environment } from '../db/generated/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { newId } from '../ids.ts'
import { makePlatformRules } from '../policy/testing/rules.ts'
import { promotionBoard } from './board.ts'
import { compareCells } from './compare-cells.ts'
import { holdPromotion } from './hold-promotion.ts'
import { readyPromotions } from './ready-promotions.ts'
import { digestOf, makeVersion, placeRunner } from './testing/placed-runner.ts'

let tenant: TestTenant
let other: TestTenant
let dev: Environment
let prod: Environment

beforeAll(async () => {
  dev = await makePlatformRules()
  prod = await unsafeDb.environment.create({
    data: { id: newId('environment'), name: 'prod', rank: 3, variables: { PLACE: 'prod' } },
  })
  tenant = await makeTenant()
  other = await makeTenant()
  const behind = await makeVersion(tenant.id, 'b-behind')
  await placeRunner(tenant.id, prod, behind, { minutesAgo: 60 })
  const newer = await makeVersion(tenant.id, 'b-behind', 2, { MODE: 'fast' })
  await placeRunner(tenant.id, dev, newer, { digest: digestOf('b') })
  const same = await makeVersion(tenant.id, 'a-same')
  await placeRunner(tenant.id, dev, same)
  await placeRunner(tenant.id, prod, same)
  const failed = await makeVersion(tenant.id, 'c-failed')
  await placeRunner(tenant.id, dev, failed, { smoke: 'failed' })
  await makeVersion(tenant.id, 'd-nowhere')
})

const show = async (filters = {}, of = tenant) =>
  (await promotionBoard(of.engineer, filters)).rows.map(({ name }) => name)

test('the board has a row for what runs somewhere, by name, and a cell for each environment', async () => {
  const { environments, rows } = await promotionBoard(tenant.engineer)
  expect(environments.map(({ name }) => name)).toEqual(['dev', 'prod'])
  expect(rows.map(({ name }) => name)).toEqual(['a-same', 'b-behind', 'c-failed'])
  const [, behind, failed] = rows
  expect(behind?.cells).toMatchObject([
    { version: 2, artifactDigest: digestOf('b'), health: 'untried', behind: 0, drifted: false, held: null },
    { version: 1, artifactDigest: digestOf('a'), health: 'untried', behind: 1, drifted: false },
  ])
  expect(failed?.cells).toMatchObject([{ health: 'smoke_failed', comingStatus: 'failed' }, undefined])
})

test('it pages by name, and filters', async () => {
  const first = await promotionBoard(tenant.engineer, { limit: 2 })
  expect(first.next).toBe('b-behind')
  expect(await show({ limit: 2, cursor: first.next })).toEqual(['c-failed'])
  expect(await show({ q: 'FAIL' })).toEqual(['c-failed'])
  expect(await show({ q: '%' })).toEqual([])
  expect(await show({ show: 'behind' })).toEqual(['b-behind'])
  expect(await show({ show: 'unwell' })).toEqual(['c-failed'])
  expect(await show({ show: 'held' })).toEqual([])
})

test('another tenant sees nothing of it', async () => {
  expect(await show({}, other)).toEqual([])
  const row = (await promotionBoard(tenant.engineer)).rows[0]
  const [a, b] = [row?.cells[0]?.runnerId ?? '', row?.cells[1]?.runnerId ?? '']
  await expect(compareCells(other.engineer, { a, b })).rejects.toMatchObject({ code: 'not_found' })
})

test('health follows the newest runs', async () => {
  const { rows } = await promotionBoard(tenant.engineer, { q: 'a-same' })
  const runnerId = rows[0]?.cells[0]?.runnerId ?? ''
  const run = async (status: 'succeeded' | 'failed') => {
    const id = newId('run')
    const facts = { artifactDigest: digestOf('a'), environmentId: dev.id, runnerClass: 'serverless' } as const
    const row = { id, runnerId, token: id, origin: 'api', status, inputDigest: 'x', traceId: 't' } as const
    await db.run.create({ data: { tenantId: tenant.id, ...row, ...facts } })
  }
  const health = async () => (await promotionBoard(tenant.engineer, { q: 'a-same' })).rows[0]?.cells[0]?.health
  await run('succeeded')
  expect(await health()).toBe('healthy')
  await run('failed')
  expect(await health()).toBe('failing')
  await run('succeeded')
  expect(await health()).toBe('unwell')
})

test('what differs from its record, or from the variables of its environment, has drifted', async () => {
  const drifted = async () => (await promotionBoard(tenant.engineer, { show: 'drifted' })).rows.map(({ name }) => name)
  expect(await drifted()).toEqual([])
  await unsafeDb.environment.update({ where: { id: prod.id }, data: { variables: { PLACE: 'elsewhere' } } })
  expect(await drifted()).toEqual(['a-same', 'b-behind'])
  await unsafeDb.environment.update({ where: { id: prod.id }, data: { variables: { PLACE: 'prod' } } })
  const { rows } = await promotionBoard(tenant.engineer, { q: 'a-same' })
  const where = { tenantId: tenant.id, id: rows[0]?.cells[0]?.runnerId ?? '' }
  await db.runner.updateMany({ where, data: { artifactDigest: digestOf('f') } })
  expect(await drifted()).toEqual(['a-same'])
  await db.runner.updateMany({ where, data: { artifactDigest: digestOf('a') } })
})

test('two cells are compared by field, variable, artifact and what policy said', async () => {
  const row = (await promotionBoard(tenant.engineer, { q: 'b-behind' })).rows[0]
  const [a, b] = [row?.cells[0]?.runnerId ?? '', row?.cells[1]?.runnerId ?? '']
  const comparison = await compareCells(tenant.engineer, { a, b })
  expect(comparison).toMatchObject({
    a: { environment: 'dev', version: 2 },
    b: { environment: 'prod', version: 1 },
    sameArtifact: false,
    manifest: [],
    variables: [
      { path: 'variables.MODE', before: 'fast' },
      { path: 'variables.PLACE', after: 'prod' },
    ],
  })
})

test('what is ready to go on is known, and what is held is not', async () => {
  const ready = async () => (await readyPromotions(tenant.engineer, 10)).map(({ name, to }) => `${name} ${to.name}`)
  expect(await ready()).toEqual(['b-behind prod'])
  const { manifestId } = (await readyPromotions(tenant.engineer, 10))[0] ?? { manifestId: '' }
  await holdPromotion(tenant.engineer, { manifestId, environment: 'dev', reason: 'Not yet.' })
  expect(await ready()).toEqual([])
  expect(await show({ show: 'held' })).toEqual(['b-behind'])
})
