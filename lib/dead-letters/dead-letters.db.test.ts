import { beforeAll, expect, test } from 'vitest'
import { db, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { activeRunner } from '../runs/testing/active-runner.ts'
import { deadLetters, sealInto } from '../runs/testing/dead-letters.ts'
import { forgetPayloads } from './forget-payloads.ts'
import { groupDeadLetters } from './group-dead-letters.ts'
import { readLedger } from './ledger.ts'
import { getDeadLetter, listDeadLetters } from './queries.ts'
import { readSample } from './read-sample.ts'
import { reopenDeadLetters } from './reopen-dead-letters.ts'
import { resolveDeadLetters } from './resolve-dead-letters.ts'

let tenant: TestTenant
let other: TestTenant
let runner: { runnerId: string }
beforeAll(async () => {
  tenant = await makeTenant()
  other = await makeTenant()
  runner = await activeRunner(tenant)
})

const DAY_MS = 24 * 3600_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS)
const evidenceOf = async (kind: string) =>
  (await db.evidence.findMany({ where: { tenantId: tenant.id, kind }, orderBy: { id: 'asc' } })).map(
    ({ sentence }) => sentence,
  )

test('failures are grouped by the error they share, counted down, and paged without a gap', async () => {
  const here = await makeTenant()
  const mine = await activeRunner(here)
  await deadLetters(here.id, mine, { prefix: 'old', count: 4, errors: 1, createdAt: daysAgo(3) })
  const ids = await deadLetters(here.id, mine, { prefix: 'new', count: 6, errors: 3 })
  const { groups, next } = await groupDeadLetters(here.auditor)
  expect(next).toBeUndefined()
  expect(groups.map(({ count }) => count)).toEqual([6, 2, 2])
  expect(groups[0]).toMatchObject({ cause: 'user_error', environment: 'dev' })
  expect(groups[0]?.trend.slice(-4)).toEqual([4, 0, 0, 2])
  expect(groups[1]?.trend.reduce((sum, day) => sum + day)).toBe(2)

  const first = await groupDeadLetters(here.auditor, { limit: 2 })
  const rest = await groupDeadLetters(here.auditor, { limit: 2, cursor: first.next })
  expect([...first.groups, ...rest.groups].map(({ fingerprint }) => fingerprint)).toEqual(
    groups.map(({ fingerprint }) => fingerprint),
  )
  await expect(groupDeadLetters(here.auditor, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_input' })

  const page = await listDeadLetters(here.auditor, { limit: 4 })
  const second = await listDeadLetters(here.auditor, { limit: 20, cursor: page.next })
  expect([...page.deadLetters, ...second.deadLetters].map(({ id }) => id).slice(0, 6)).toEqual([...ids].reverse())
  const narrowed = async (filters: object) => (await listDeadLetters(here.auditor, filters)).deadLetters.length
  expect(await narrowed({ fingerprint: groups[1]?.fingerprint })).toBe(2)
  expect(await narrowed({ from: daysAgo(1).toISOString() })).toBe(6)
  expect(await narrowed({ to: daysAgo(1).toISOString() })).toBe(4)
  expect(await narrowed({ cause: 'timeout' })).toBe(0)
  expect(await narrowed({ environment: 'dev', status: 'open' })).toBe(10)
  expect(await narrowed({ environment: 'nowhere' })).toBe(0)
  expect(await narrowed({ token: 'old-3', runnerId: mine.runnerId })).toBe(1)

  expect(await readLedger(here.auditor)).toMatchObject({ open: 10, recent: { open: 10, waived: 0 } })
  await resolveDeadLetters(here.engineer, { letters: { filter: {} }, as: 'waived', reason: 'all test orders' })
  expect(await readLedger(here.auditor)).toMatchObject({
    open: 0,
    oldestOpenAt: null,
    recent: { open: 0, waived: 10, replayed: 0, superseded: 0 },
  })
})

test('waived with a reason, by ids or a filter, and taken back; each with its evidence', async () => {
  const ids = await deadLetters(tenant.id, runner, { prefix: 'waive', count: 3 })
  const waive = (letters: object) =>
    resolveDeadLetters(tenant.engineer, { letters: letters as never, as: 'waived', reason: 'a test order' })
  expect(await waive({ ids: ids.slice(0, 2) })).toEqual({ resolved: 2 })
  expect(await waive({ ids: ids.slice(0, 2) })).toEqual({ resolved: 0 })
  await expect(waive({ ids, filter: {} })).rejects.toThrow()
  await expect(waive({})).rejects.toThrow()
  expect(await waive({ filter: { token: 'waive-3' } })).toEqual({ resolved: 1 })
  expect(await getDeadLetter(tenant.auditor, ids[0] as string)).toMatchObject({
    status: 'waived',
    resolution: 'a test order',
    resolvedBy: tenant.engineer.label,
  })
  expect(await evidenceOf('dead_letter.resolved')).toEqual([
    '2 failures were waived: a test order.',
    '1 failure was waived: a test order.',
  ])
  expect(await reopenDeadLetters(tenant.engineer, { ids, reason: 'they were real' })).toEqual({ reopened: 3 })
  expect(await getDeadLetter(tenant.auditor, ids[0] as string)).toMatchObject({ status: 'open', resolvedBy: null })
  await expect(
    resolveDeadLetters(tenant.engineer, {
      letters: { ids },
      as: 'superseded',
      reason: 'done by hand',
      runId: 'job_unknown',
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

test('what has taken effect meanwhile, or has a newer failure, is not opened again', async () => {
  const [done, newer] = (await deadLetters(tenant.id, runner, { prefix: 'again', count: 2 })) as [string, string]
  await resolveDeadLetters(tenant.engineer, { letters: { ids: [done, newer] }, as: 'superseded', reason: 'by others' })
  await unsafeDb.run.updateMany({ where: { tenantId: tenant.id, token: 'again-1' }, data: { status: 'succeeded' } })
  const letter = await unsafeDb.deadLetter.findFirstOrThrow({ where: { id: newer } })
  const run = await unsafeDb.run.findFirstOrThrow({ where: { id: letter.runId } })
  const runId = 'job_newer'
  await unsafeDb.run.update({
    where: { tenantId_id: { tenantId: tenant.id, id: run.id } },
    data: { replayedById: runId },
  })
  await unsafeDb.run.create({ data: { ...run, id: runId, replayOfId: run.id } as never })
  await unsafeDb.deadLetter.create({ data: { ...letter, id: 'ded_newer', runId, status: 'open' } as never })
  expect(await reopenDeadLetters(tenant.engineer, { ids: [done, newer], reason: 'look again' })).toEqual({
    reopened: 0,
  })
  // Both named, it is the newer one that stands for the token.
  await resolveDeadLetters(tenant.engineer, {
    letters: { ids: ['ded_newer'] },
    as: 'waived',
    reason: 'no longer needed',
  })
  const both = { ids: [newer, 'ded_newer'], reason: 'look again' }
  expect(await reopenDeadLetters(tenant.engineer, both)).toEqual({ reopened: 1 })
  const standing = await unsafeDb.deadLetter.findMany({
    where: { id: { in: both.ids } },
    select: { id: true, status: true },
  })
  expect(standing).toContainEqual({ id: 'ded_newer', status: 'open' })
  expect(standing).toContainEqual({ id: newer, status: 'superseded' })
})

test('the payload is read by who may, each time with evidence, until its time is over; then it is forgotten', async () => {
  const [id, late] = (await deadLetters(tenant.id, runner, { prefix: 'pay', count: 2 })) as [string, string]
  await sealInto(tenant.id, id, { order: 7, note: 'x'.repeat(10_000) })
  const sample = await readSample(tenant.engineer, id)
  expect(sample.text).toContain('"order":7')
  expect(sample).toMatchObject({ cut: true })
  await readSample(tenant.engineer, id)
  expect(await evidenceOf('dead_letter.payload_read')).toHaveLength(2)
  await expect(readSample(tenant.auditor, id)).rejects.toMatchObject({ code: 'forbidden' })
  const shown = JSON.stringify([await getDeadLetter(tenant.auditor, id), await listDeadLetters(tenant.auditor)])
  expect(shown).not.toContain('order\\":7')
  expect(shown).not.toContain('"sample"')

  // Moved to another dead letter it does not open.
  const moved = await unsafeDb.deadLetter.findFirstOrThrow({ where: { tenantId: tenant.id, id } })
  await unsafeDb.deadLetter.updateMany({ where: { tenantId: tenant.id, id: late }, data: { sample: moved.sample } })
  await expect(readSample(tenant.engineer, late)).rejects.toThrow()

  const end = moved.expiresAt
  await expect(readSample(tenant.engineer, id, end)).rejects.toMatchObject({ code: 'payload_expired' })
  await forgetPayloads(new Date(end.getTime() - 1))
  expect((await unsafeDb.deadLetter.findFirstOrThrow({ where: { id } })).sample).not.toBeNull()
  await forgetPayloads(end)
  const after = await unsafeDb.deadLetter.findFirstOrThrow({ where: { id }, include: { run: true } })
  expect(after).toMatchObject({ sample: null, status: 'open', run: { input: null } })
  await expect(readSample(tenant.engineer, id)).rejects.toMatchObject({ code: 'payload_expired' })
})

test('another tenant reads and changes nothing', async () => {
  const [id] = (await deadLetters(tenant.id, runner, { prefix: 'theirs' })) as [string]
  await expect(getDeadLetter(other.engineer, id)).rejects.toMatchObject({ code: 'not_found' })
  await expect(readSample(other.engineer, id)).rejects.toMatchObject({ code: 'not_found' })
  const letters = { ids: [id] }
  expect(await resolveDeadLetters(other.engineer, { letters, as: 'waived', reason: 'mine' })).toEqual({ resolved: 0 })
  expect(await reopenDeadLetters(other.engineer, { ids: [id], reason: 'mine' })).toEqual({ reopened: 0 })
  expect((await listDeadLetters(other.engineer)).deadLetters).toEqual([])
  expect((await groupDeadLetters(other.engineer)).groups).toEqual([])
  expect((await readLedger(other.engineer)).open).toBe(0)
  expect(await getDeadLetter(tenant.engineer, id)).toMatchObject({ status: 'open' })
})
