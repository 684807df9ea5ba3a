import fs from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { beforeAll, expect, test } from 'vitest'
import { trustedKeys } from '../../agents/enrol-agent.ts'
import { type Actor, makeActor } from '../../auth/actor.ts'
import { db, transaction, unsafeDb } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { digestOf } from '../../digest.ts'
import { homePath } from '../../env.ts'
import { appendEvidence } from '../../evidence/append-evidence.ts'
import { exportPack } from '../../evidence/pack/export-pack.ts'
import { openPack } from '../../evidence/pack/open-pack.ts'
import { verifyPack } from '../../evidence/pack/verify-pack.ts'
import { registerKeys } from '../../evidence/register-keys.ts'
import { integratePending } from '../../evidence/sequencer.ts'
import { newId } from '../../ids.ts'
import { signProvenance } from '../testing/sign-provenance.ts'
import { verifyArtifactSignature } from '../verify-artifact-signature.ts'
import { installationSigner } from './key-file.ts'
import { listSigningKeys } from './list-signing-keys.ts'
import { revokeSigningKey } from './revoke-signing-key.ts'
import { rotateSigningKey } from './rotate-signing-key.ts'
import { predicateTypes } from './statement.ts'
import { verifyBundle } from './verify-bundle.ts'

let tenant: TestTenant
let root: Actor

beforeAll(async () => {
  await makeTenant('platform')
  tenant = await makeTenant()
  root = makeActor({ ...tenant.engineer, roles: [], platformAdmin: true })
  await registerKeys()
})

/** An artifact whose provenance the present key signed; returns its digest. */
async function signedArtifact(): Promise<string> {
  const [artifactId, digest] = [newId('artifact'), digestOf(newId('artifact'))]
  const built = { kind: 'function_zip' as const, sizeBytes: 1, buildType: 'test', builtById: tenant.engineer.userId }
  await db.artifact.create({ data: { tenantId: tenant.id, id: artifactId, digest, ...built } })
  await signProvenance(tenant.id, { artifactId, digest })
  return digest
}

const write = (path: string) =>
  transaction((tx) =>
    appendEvidence(tx, { kind: 'secret.written', actor: tenant.engineer, result: 'succeeded', path, version: 1 }),
  )

async function packVerdict() {
  while (await integratePending());
  const file = homePath('pack.zip')
  await pipeline((await exportPack(tenant.auditor)).stream, fs.createWriteStream(file))
  const keys = (await listSigningKeys(tenant.auditor)).map(({ publicPem }) => publicPem)
  return {
    all: await verifyPack(await openPack(file), { keys }),
    one: await verifyPack(await openPack(file), { keys: keys.slice(0, 1) }),
  }
}

test('after a rotation the new key signs, and what the one before signed still verifies', async () => {
  const before = await signedArtifact()
  await write('before/rotation')
  while (await integratePending());
  const { keyId: old, publicKeyPem: oldPem } = installationSigner()
  const { keyId, replaced } = await rotateSigningKey(root)
  expect(replaced).toBe(old)
  expect(installationSigner().keyId).toBe(keyId)
  const vouched = (await trustedKeys()).find((key) => key.keyId === keyId)?.endorsement
  expect(verifyBundle(vouched, { trustedKeys: [oldPem], sha256: keyId }).predicateType).toBe(predicateTypes.successor)
  const after = await signedArtifact()
  await write('after/rotation')
  expect(await verifyArtifactSignature(tenant.id, before)).toBe(true)
  expect(await verifyArtifactSignature(tenant.id, after)).toBe(true)

  const { all, one } = await packVerdict()
  expect(all.checks.filter(({ passed }) => !passed)).toEqual([])
  expect(one.checks.find(({ passed }) => !passed)?.detail).toContain('keys that were not given')
  const platform = await unsafeDb.tenant.findUniqueOrThrow({ where: { slug: 'platform' } })
  const replacedEvents = await db.evidence.count({ where: { tenantId: platform.id, kind: 'key.replaced' } })
  expect(replacedEvents).toBe(1)
})

test('a key whose window has ended signs nothing more: a later statement of it does not count', async () => {
  const digest = await signedArtifact()
  const { keyId } = installationSigner()
  const validUntil = new Date(Date.now() - 60_000)
  await unsafeDb.signingKey.update({ where: { keyId }, data: { validUntil } })
  expect(await verifyArtifactSignature(tenant.id, digest)).toBe(false)
  await unsafeDb.signingKey.update({ where: { keyId }, data: { validUntil: null } })
  expect(await verifyArtifactSignature(tenant.id, digest)).toBe(true)
})

test('a revoked key stops what only it signed, is replaced, and cannot be revoked twice', async () => {
  const digest = await signedArtifact()
  await write('before/revocation')
  while (await integratePending());
  const { keyId } = installationSigner()
  const { artifacts } = await revokeSigningKey(root, { keyId, reason: 'The host was stolen.' })
  expect(artifacts).toBeGreaterThanOrEqual(1)
  expect(installationSigner().keyId).not.toBe(keyId)
  const present = installationSigner().keyId
  expect((await trustedKeys()).find((key) => key.keyId === present)?.endorsement).toBeNull()
  expect(await verifyArtifactSignature(tenant.id, digest)).toBe(false)
  await expect(revokeSigningKey(root, { keyId, reason: 'Again.' })).rejects.toMatchObject({ code: 'invalid_state' })
  const { all } = await packVerdict()
  expect(all.checks.filter(({ passed }) => !passed)).toEqual([])
})

test('an event later than the end of its key does not verify', async () => {
  const { keyId } = installationSigner()
  await write('too/late')
  while (await integratePending());
  const validUntil = new Date(Date.now() - 3_600_000)
  await unsafeDb.signingKey.update({ where: { keyId }, data: { validUntil } })
  const { all } = await packVerdict()
  await unsafeDb.signingKey.update({ where: { keyId }, data: { validUntil: null } })
  expect(all.checks.find(({ name }) => name === 'events')).toMatchObject({
    passed: false,
    detail: expect.stringContaining('when its key ended'),
  })
})

test('only a platform admin rotates and revokes; every member may read the keys', async () => {
  const { keyId } = installationSigner()
  for (const actor of [tenant.engineer, tenant.approver, tenant.auditor, tenant.admin]) {
    await expect(rotateSigningKey(actor)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(revokeSigningKey(actor, { keyId, reason: 'No.' })).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect((await listSigningKeys(tenant.engineer)).some((key) => key.keyId === keyId && key.current)).toBe(true)
})
