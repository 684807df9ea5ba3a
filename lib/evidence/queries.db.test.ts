import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { appendEvidence } from './append-evidence.ts'
import { evidenceHistogram } from './histogram.ts'
import type { EvidenceResult } from './kinds.ts'
import { getEvidence, listEvidence } from './queries.ts'
import { registerKeys } from './register-keys.ts'
import { integratePending } from './sequencer.ts'

let tenant: TestTenant
let foreign: TestTenant

const finished = (actor: Actor, stage: string, result: EvidenceResult, deploymentId = 'dep_1') =>
  transaction((tx) => appendEvidence(tx, { kind: 'stage.finished', actor, result, deploymentId, stage, attempt: 1 }))

beforeAll(async () => {
  await registerKeys()
  ;[tenant, foreign] = [await makeTenant(), await makeTenant()]
  for (const stage of ['validate', 'build', 'scan_attest', 'deploy'])
    await finished(tenant.engineer, stage, 'succeeded')
  await finished(tenant.admin, 'register', 'failed')
  await finished(tenant.engineer, 'validate', 'succeeded', 'dep_2')
  await finished(foreign.engineer, 'validate', 'succeeded')
  while (await integratePending()) {}
})

const sentences = (page: { evidence: { sentence: string }[] }) => page.evidence.map((row) => row.sentence)

test('pages follow each other, newest first, with no entry twice', async () => {
  const whole = await listEvidence(tenant.engineer)
  expect(whole.evidence.map((row) => row.index)).toEqual([5, 4, 3, 2, 1, 0])
  expect(whole.next).toBeUndefined()
  const paged: string[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listEvidence(tenant.engineer, {}, { cursor, limit: 2 })
    paged.push(...page.evidence.map((row) => row.id))
    if (!page.next) break
    cursor = page.next
  }
  expect(paged).toEqual(whole.evidence.map((row) => row.id))
})

test('filters narrow by what is asked', async () => {
  expect(sentences(await listEvidence(tenant.engineer, { result: 'failed' }))).toEqual([
    'Stage register failed, attempt 1.',
  ])
  expect(sentences(await listEvidence(tenant.engineer, { actorId: tenant.admin.userId }))).toHaveLength(1)
  expect(sentences(await listEvidence(tenant.engineer, { deploymentId: 'dep_2' }))).toHaveLength(1)
  expect(sentences(await listEvidence(tenant.engineer, { kind: 'run.finished' }))).toEqual([])
  const [newest] = (await listEvidence(tenant.engineer)).evidence
  const at = newest?.at.toISOString() as string
  expect(sentences(await listEvidence(tenant.engineer, { from: at }))).toContain(newest?.sentence)
  expect(sentences(await listEvidence(tenant.engineer, { to: '2020-01-01T00:00:00Z' }))).toEqual([])
})

test('a cursor that is none of ours is an error', async () => {
  await expect(listEvidence(tenant.engineer, {}, { cursor: 'x' })).rejects.toThrow('The cursor is not one of ours.')
})

test('an entry comes with its statement, its proof, its causes and its consequences', async () => {
  const [deploy] = (await listEvidence(tenant.engineer, { kind: 'stage.finished' })).evidence.filter((row) =>
    row.sentence.startsWith('Stage build'),
  )
  const entry = await getEvidence(tenant.engineer, deploy?.id as string)
  expect(entry.predicate.facts).toEqual({ stage: 'build', attempt: 1 })
  expect(entry.proof).toMatchObject({ index: 1, size: 6 })
  expect(entry.causes.map((row) => row.sentence)).toEqual(['Stage validate succeeded, attempt 1.'])
  expect(entry.consequences).toHaveLength(3)
})

test('an entry that waits for its batch has no proof yet', async () => {
  const id = await finished(foreign.admin, 'build', 'succeeded')
  expect((await getEvidence(foreign.engineer, id)).proof).toBeNull()
})

describe('another tenant', () => {
  test('sees nothing, and an unknown id answers as a foreign one does', async () => {
    const { evidence } = await listEvidence(tenant.engineer)
    expect(sentences(await listEvidence(foreign.engineer))).not.toContain('Stage register failed, attempt 1.')
    const foreignId = getEvidence(foreign.engineer, evidence[0]?.id as string)
    await expect(foreignId).rejects.toMatchObject({ code: 'not_found' })
    const unknown = await getEvidence(foreign.engineer, 'evd_none').catch((error: Error) => error.message)
    await expect(foreignId).rejects.toThrow(unknown as string)
    expect((await evidenceHistogram(foreign.engineer)).at(-1)?.failed).toBe(0)
  })
})

test('days are counted, with those that failed', async () => {
  const days = await evidenceHistogram(tenant.engineer)
  expect(days).toHaveLength(30)
  expect(days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), count: 6, failed: 1 })
  const filtered = await evidenceHistogram(tenant.engineer, { result: 'failed', from: '1990-01-01T00:00:00Z' })
  expect(filtered).toHaveLength(366)
  expect(filtered.at(-1)?.count).toBe(1)
})

test("an auditor's reading is recorded, once an hour for the same thing; a member's is not", async () => {
  const readings = () => unsafeDb.evidence.count({ where: { tenantId: tenant.id, kind: 'evidence.read' } })
  await listEvidence(tenant.engineer)
  expect(await readings()).toBe(0)
  const { evidence } = await listEvidence(tenant.auditor)
  await listEvidence(tenant.auditor, { result: 'failed' })
  expect(await readings()).toBe(1)
  await getEvidence(tenant.auditor, evidence[0]?.id as string)
  expect(await readings()).toBe(2)
})
