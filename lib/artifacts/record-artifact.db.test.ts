import { createHash } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { seedAdvisories } from '../advisories/seed-advisories.ts'
import type { Actor } from '../auth/actor.ts'
import { db } from '../db/client.ts'
import { makeTenant } from '../db/testing/world.ts'
import { registerKeys } from '../evidence/register-keys.ts'
import { newId } from '../ids.ts'
import { putBlob } from './blobs.ts'
import { buildFunction } from './build/build-function.ts'
import { getArtifact, getAttestation, getSbom, listArtifacts } from './queries.ts'
import { type ArtifactRecord, recordArtifact } from './record-artifact.ts'
import { scanArtifact } from './scan/scan-artifact.ts'
import { installationSigner } from './sign/key-file.ts'
import { FUNCTION_ZIP_BUILD_TYPE } from './sign/provenance.ts'
import { predicateTypes } from './sign/statement.ts'
import { verifyBundle } from './sign/verify-bundle.ts'
import { rawZip } from './testing/raw-zip.ts'

beforeAll(() => registerKeys())

await seedAdvisories()

const silent = { log: () => undefined }

/** A function with one vulnerable package, really built and scanned. `text` makes its digest its own. */
async function builtRecord(text = newId('artifact')): Promise<ArtifactRecord & { sourceDigest: string }> {
  const source = rawZip([
    { name: 'index.mjs', content: `export const handler = async () => '${text}'` },
    { name: 'package.json', content: JSON.stringify({ name: 'fn', dependencies: { jquery: '3.4.1' } }) },
    {
      name: 'node_modules/jquery/package.json',
      content: JSON.stringify({ name: 'jquery', version: '3.4.1', license: 'MIT' }),
    },
  ])
  const { digest: sourceDigest } = await putBlob(source)
  const declared = { source: './src', runtime: 'nodejs', handler: 'index.handler' } as const
  const built = await buildFunction({ sourceDigest, sourceKind: 'zip', function: declared, ...silent })
  const scan = await scanArtifact({ digest: built.digest, kind: 'function_zip', name: 'orders', ...silent })
  return {
    ...built,
    kind: 'function_zip',
    buildType: FUNCTION_ZIP_BUILD_TYPE,
    name: 'orders',
    sourceDigest,
    externalParameters: { ...declared },
    builderVersion: { node: process.versions.node },
    scan,
    manifestId: newId('manifest'),
    environmentId: newId('environment'),
    deploymentId: newId('deployment'),
  }
}

const evidenceKinds = async (actor: Actor) => {
  const rows = await db.evidence.findMany({ where: { tenantId: actor.tenantId }, select: { kind: true, id: true } })
  return rows.map(({ kind }) => kind).sort()
}

test('an artifact is recorded with its scan, findings, statements and evidence', async () => {
  const { engineer } = await makeTenant()
  const record = await builtRecord()
  const { artifactId, attestationIds } = await recordArtifact(engineer, record)
  const artifact = await getArtifact(engineer, artifactId)
  expect(artifact).toMatchObject({ digest: record.digest, kind: 'function_zip', sourceDigest: record.sourceDigest })
  expect(artifact.scan?.summary).toEqual(record.scan.summary)
  expect(artifact.scan?.findings).toHaveLength(record.scan.findings.length)
  expect(artifact.scan?.components).toEqual([
    { purl: 'pkg:npm/jquery@3.4.1', name: 'jquery', version: '3.4.1', licence: 'MIT', direct: true },
  ])
  expect(await db.artifactComponent.findMany({ where: { tenantId: engineer.tenantId } })).toMatchObject([
    { artifactId, purl: 'pkg:npm/jquery@3.4.1', ecosystem: 'npm', name: 'jquery', path: 'node_modules/jquery' },
  ])
  expect(attestationIds).toHaveLength(3)
  expect(await evidenceKinds(engineer)).toEqual(['artifact.attested', 'artifact.built', 'artifact.scanned'])
})

test('every statement verifies, is about these bytes, and says what was found', async () => {
  const { engineer } = await makeTenant()
  const record = await builtRecord()
  const { artifactId, attestationIds } = await recordArtifact(engineer, record)
  const expected = { trustedKeys: [installationSigner().publicKeyPem], sha256: record.digest.replace('sha256:', '') }
  const statements = await Promise.all(
    attestationIds.map(async (id) => verifyBundle((await getAttestation(engineer, artifactId, id)).bundle, expected)),
  )
  expect(statements.map(({ predicateType }) => predicateType)).toEqual([
    predicateTypes.provenance,
    predicateTypes.sbom,
    predicateTypes.vulnerabilities,
  ])
  const [provenance, sbom, vulnerabilities] = statements
  expect(provenance?.predicate).toMatchObject({
    buildDefinition: { resolvedDependencies: [{ digest: { sha256: record.sourceDigest.replace('sha256:', '') } }] },
    runDetails: { metadata: { invocationId: record.deploymentId } },
  })
  expect(sbom?.predicate).toEqual(await getSbom(engineer, artifactId))
  expect(vulnerabilities?.predicate).toMatchObject({
    scanner: { db: { version: record.scan.dataset.digest }, result: expect.arrayContaining([expect.anything()]) },
    barecount_unknown: 0,
  })
})

test('recording again, also at the same time, changes nothing', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const record = await builtRecord()
  const all = await Promise.all(Array.from({ length: 4 }, () => recordArtifact(engineer, record)))
  all.push(await recordArtifact(engineer, record))
  expect(new Set(all.map(({ artifactId }) => artifactId)).size).toBe(1)
  expect(await db.attestation.count({ where: { tenantId } })).toBe(3)
  expect(await evidenceKinds(engineer)).toHaveLength(3)
})

test('newer vulnerability data adds a scan to the same artifact and keeps its provenance', async () => {
  const { id: tenantId, engineer } = await makeTenant()
  const record = await builtRecord()
  const first = await recordArtifact(engineer, record)
  const digest = `sha256:${createHash('sha256').update('newer').digest('hex')}`
  const scan = { ...record.scan, dataset: { ...record.scan.dataset, digest }, findings: [] }
  const second = await recordArtifact(engineer, { ...record, scan })
  expect(second.artifactId).toBe(first.artifactId)
  expect((await getArtifact(engineer, first.artifactId)).scan?.findings).toEqual([])
  const types = (await db.attestation.findMany({ where: { tenantId } })).map(({ predicateType }) => predicateType)
  expect(types.filter((type) => type === predicateTypes.provenance)).toHaveLength(1)
  expect(types.filter((type) => type === predicateTypes.vulnerabilities)).toHaveLength(2)
})

test('another tenant sees none of it', async () => {
  const [one, two] = [await makeTenant(), await makeTenant()]
  const record = await builtRecord()
  const { artifactId, attestationIds } = await recordArtifact(one.engineer, record)
  const refused = { code: 'not_found' }
  await expect(getArtifact(two.auditor, artifactId)).rejects.toMatchObject(refused)
  await expect(getArtifact(two.auditor, record.digest)).rejects.toMatchObject(refused)
  await expect(getAttestation(two.auditor, artifactId, attestationIds[0] ?? '')).rejects.toMatchObject(refused)
  await expect(getSbom(two.auditor, artifactId)).rejects.toMatchObject(refused)
  expect((await listArtifacts(two.auditor)).artifacts).toEqual([])
  expect(await recordArtifact(two.engineer, record)).not.toMatchObject({ artifactId })
})

test('the list pages by key, newest first', async () => {
  const { engineer } = await makeTenant()
  const ids: string[] = []
  for (let index = 0; index < 3; index++) ids.unshift((await recordArtifact(engineer, await builtRecord())).artifactId)
  const first = await listArtifacts(engineer, { limit: 2 })
  const second = await listArtifacts(engineer, { limit: 2, ...(first.next ? { cursor: first.next } : {}) })
  expect([...first.artifacts, ...second.artifacts].map(({ id }) => id)).toEqual(ids)
  expect(second.next).toBeUndefined()
  expect(first.artifacts[0]).toMatchObject({ attested: 3, scan: { components: 1 } })
})
