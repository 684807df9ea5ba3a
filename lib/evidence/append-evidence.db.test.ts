import { beforeAll, expect, test } from 'vitest'
import { transaction, unsafeDb } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { appendEvidence } from './append-evidence.ts'
import { evidencePredicate } from './schema.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await makeTenant()
})

const created = () =>
  ({
    kind: 'token.created',
    actor: tenant.engineer,
    result: 'info',
    tokenId: 'tok_1',
    name: 'ci',
    scopes: ['run:start'],
    expiresAt: '2026-12-01T00:00:00.000Z',
  }) as const

test('an event is a statement about itself, waiting to be sequenced', async () => {
  const id = await transaction((tx) => appendEvidence(tx, created()))
  const row = await unsafeDb.evidence.findUniqueOrThrow({ where: { tenantId_id: { tenantId: tenant.id, id } } })
  const statement = JSON.parse(Buffer.from(row.payload).toString())
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://barecount.io/attestation/token.created/v1',
    subject: [{ name: id, digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
  })
  const predicate = evidencePredicate.parse(statement.predicate)
  expect(predicate.at).toBe(row.at.toISOString())
  expect(predicate.sentence).toBe('Token "ci" was created with 1 scope.')
  expect(predicate.facts).toEqual({
    tokenId: 'tok_1',
    name: 'ci',
    scopes: ['run:start'],
    expiresAt: '2026-12-01T00:00:00.000Z',
  })
  expect(await unsafeDb.evidencePending.count({ where: { tenantId: tenant.id, evidenceId: id } })).toBe(1)
})

test('a subject given by digest is what the statement is about', async () => {
  const sha256 = 'ab'.repeat(32)
  const id = await transaction((tx) =>
    appendEvidence(tx, {
      ...created(),
      runnerId: 'run_1',
      subjectDigests: [{ name: 'fn', sha256: `sha256:${sha256}` }],
    }),
  )
  const row = await unsafeDb.evidence.findUniqueOrThrow({ where: { tenantId_id: { tenantId: tenant.id, id } } })
  expect(row.runnerId).toBe('run_1')
  expect(JSON.parse(Buffer.from(row.payload).toString()).subject).toEqual([{ name: 'fn', digest: { sha256 } }])
})

test('what does not commit leaves no evidence', async () => {
  const before = await unsafeDb.evidence.count()
  const failing = transaction(async (tx) => {
    await appendEvidence(tx, created())
    throw new Error('the change failed')
  })
  await expect(failing).rejects.toThrow('the change failed')
  expect(await unsafeDb.evidence.count()).toBe(before)
})
