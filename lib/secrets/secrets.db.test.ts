import { expect, test } from 'vitest'
import { systemActor } from '../auth/actor.ts'
import { db, transaction, unsafeDb } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { fetchSecrets } from './fetch-secret.ts'
import { putSecret } from './put-secret.ts'
import { listSecrets } from './queries.ts'
import { writeSecret } from './write-secret.ts'

test('a secret is kept sealed, versioned and evidenced, and only the system reads it', async () => {
  const tenant = await makeTenant()
  const worker = systemActor(tenant, 'worker')
  expect(await putSecret(tenant.engineer, { path: 'orders/api-key', value: 'first' })).toEqual({ version: 1 })
  expect(await putSecret(tenant.engineer, { path: 'orders/api-key', value: 'second ✓' })).toEqual({ version: 2 })
  expect(await fetchSecrets(worker, { KEY: 'orders/api-key' })).toEqual({ KEY: 'second ✓' })
  await expect(fetchSecrets(tenant.admin, { KEY: 'orders/api-key' })).rejects.toMatchObject({ code: 'forbidden' })
  const [row] = await db.secret.findMany({ where: { tenantId: tenant.id } })
  expect(JSON.stringify(row)).not.toMatch(/second|first/)
  const evidence = await db.evidence.findMany({ where: { tenantId: tenant.id, kind: 'secret.written' } })
  expect(evidence).toHaveLength(2)
  expect(Buffer.concat(evidence.map((one) => one.payload)).toString()).not.toMatch(/second|"first"/)
})

test('the list shows paths only, a page at a time', async () => {
  const tenant = await makeTenant()
  for (const path of ['a/1', 'a/2', 'a/3']) await putSecret(tenant.engineer, { path, value: 'hidden-value' })
  const first = await listSecrets(tenant.engineer, { limit: 2 })
  expect(first).toMatchObject({ secrets: [{ path: 'a/1' }, { path: 'a/2' }], next: 'a/2' })
  expect((await listSecrets(tenant.engineer, { cursor: first.next, limit: 2 })).secrets.map((one) => one.path)).toEqual(
    ['a/3'],
  )
  expect(JSON.stringify(first)).not.toContain('hidden-value')
  expect((await listSecrets((await makeTenant()).engineer)).secrets).toEqual([])
})

test('a secret that is not there is named, and another tenant has none', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  await putSecret(tenant.engineer, { path: 'orders/api-key', value: 'x' })
  const read = fetchSecrets(systemActor(other, 'worker'), { KEY: 'orders/api-key' })
  await expect(read).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('orders/api-key') })
})

test('an envelope moved to another path or tenant does not open', async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()]
  await putSecret(tenant.engineer, { path: 'orders/api-key', value: 'x' })
  const row = await unsafeDb.secret.findFirstOrThrow({ where: { tenantId: tenant.id } })
  const envelope = row.envelope as object
  await unsafeDb.secret.create({ data: { ...row, envelope, path: 'stolen/key' } })
  await unsafeDb.secret.create({ data: { ...row, envelope, tenantId: other.id } })
  const unavailable = { code: 'unavailable' }
  await expect(fetchSecrets(systemActor(tenant, 'worker'), { K: 'stolen/key' })).rejects.toMatchObject(unavailable)
  await expect(fetchSecrets(systemActor(other, 'worker'), { K: 'orders/api-key' })).rejects.toMatchObject(unavailable)
})

test('people cannot write where the platform keeps its own', async () => {
  const tenant = await makeTenant()
  const write = putSecret(tenant.engineer, { path: 'webhooks/trg_1', value: 'x' })
  await expect(write).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(putSecret(tenant.auditor, { path: 'a/b', value: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await transaction((tx) => writeSecret(tx, systemActor(tenant, 'worker'), 'webhooks/trg_1', 'x'))
})
