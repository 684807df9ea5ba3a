import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { db } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { digestOf } from '../digest.ts'
import { registerKeys } from '../evidence/register-keys.ts'
import { newId } from '../ids.ts'
import { installationSigner } from './sign/key-file.ts'
import { signStatement } from './sign/sign-statement.ts'
import { type Signer, signerOf } from './sign/signer.ts'
import { makeStatement, predicateTypes } from './sign/statement.ts'
import { verifyArtifactSignature } from './verify-artifact-signature.ts'

let tenant: TestTenant

beforeAll(async () => {
  tenant = await makeTenant()
  await registerKeys()
})

type Kept = { signer?: Signer; about?: string; said?: string; kept?: string }

/** An artifact with one signed statement; returns its digest. `said` is the type that was signed, `kept` the row's. */
async function attested({ signer, about, said, kept }: Kept = {}): Promise<string> {
  const tenantId = tenant.id
  const [artifactId, digest] = [newId('artifact'), digestOf(newId('artifact'))]
  const predicateType = said ?? predicateTypes.provenance
  const subject = { name: 'orders', digest: { sha256: (about ?? digest).replace('sha256:', '') } }
  const signing = signer ?? installationSigner()
  const bundle = await signStatement(signing, makeStatement([subject], predicateType, {}))
  const built = { kind: 'function_zip' as const, sizeBytes: 1, buildType: 'test', builtById: tenant.engineer.userId }
  await db.artifact.create({ data: { tenantId, id: artifactId, digest, ...built } })
  await db.attestation.create({
    data: {
      tenantId,
      id: newId('attestation'),
      artifactId,
      predicateType: kept ?? predicateType,
      keyId: signing.keyId,
      bundle,
    },
  })
  return digest
}

test('provenance that this installation signed verifies, in its own tenant only', async () => {
  const digest = await attested()
  expect(await verifyArtifactSignature(tenant.id, digest)).toBe(true)
  expect(await verifyArtifactSignature((await makeTenant()).id, digest)).toBe(false)
})

test('an unknown artifact, another key and a statement about other bytes do not verify', async () => {
  const stranger = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  expect(await verifyArtifactSignature(tenant.id, digestOf('never built'))).toBe(false)
  expect(await verifyArtifactSignature(tenant.id, await attested({ signer: stranger }))).toBe(false)
  expect(await verifyArtifactSignature(tenant.id, await attested({ about: digestOf('other bytes') }))).toBe(false)
})

test('another statement does not pass for provenance, whatever its row says', async () => {
  const said = predicateTypes.vulnerabilities
  expect(await verifyArtifactSignature(tenant.id, await attested({ said }))).toBe(false)
  expect(await verifyArtifactSignature(tenant.id, await attested({ said, kept: predicateTypes.provenance }))).toBe(
    false,
  )
})
