import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { signerOf } from '../artifacts/sign/signer.ts'
import type { Actor } from '../auth/actor.ts'
import { makeActor } from '../auth/actor.ts'
import { db, transaction } from '../db/client.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { parseManifest } from '../manifests/parse-manifest.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { imageFacts } from '../policy/image-facts.ts'
import { approvalOf } from './approval-of.ts'
import { approveRegistry } from './approve-registry.ts'
import { listRegistries } from './queries.ts'
import { recordReference } from './record-reference.ts'
import { approveRegistryInput } from './schema.ts'
import { requireApproval, tenantImages } from './tenant-images.ts'
import { withdrawRegistry } from './withdraw-registry.ts'

const newKey = () => signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const publisher = newKey()

let acme: TestTenant
let other: TestTenant
/** A platform admin working in that tenant. */
const root = ({ id, slug }: TestTenant): Actor =>
  makeActor({
    kind: 'user',
    userId: 'usr_root',
    label: 'root',
    tenantId: id,
    tenantSlug: slug,
    roles: [],
    platformAdmin: true,
  })

beforeAll(async () => {
  acme = await makeTenant()
  other = await makeTenant()
})

const approve = (actor: Actor, prefix: string, keys = publisher.publicKeyPem, signatureRequired = true) =>
  approveRegistry(
    actor,
    approveRegistryInput.parse({ prefix, publisherKeys: keys, signatureRequired, note: 'trusted' }),
  )
const at = (registry: string, repository: string) => ({ registry, repository })
const kindsOf = async (tenant: TestTenant) =>
  (await db.evidence.findMany({ where: { tenantId: tenant.id }, select: { kind: true }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  )

test('approving and withdrawing are evidence; what was withdrawn is still listed', async () => {
  const tenant = await makeTenant()
  const { id } = await approve(root(tenant), 'Registry.Example.com/team')
  expect(await approvalOf(db, tenant.id, at('registry.example.com', 'team/app'))).toMatchObject({ id })
  await withdrawRegistry(root(tenant), { id })
  expect(await approvalOf(db, tenant.id, at('registry.example.com', 'team/app'))).toBeUndefined()
  expect(await kindsOf(tenant)).toEqual(['registry.approved', 'registry.withdrawn'])
  const { registries } = await listRegistries(tenant.auditor)
  expect(registries).toMatchObject([
    { id, prefix: 'registry.example.com/team', publisherKeyIds: [publisher.keyId], withdrawnAt: expect.any(Date) },
  ])
  await expect(withdrawRegistry(root(tenant), { id })).rejects.toMatchObject({ code: 'not_found' })
  await approve(root(tenant), 'registry.example.com/team') // again, under another id
  await expect(approve(root(tenant), 'registry.example.com/team')).rejects.toMatchObject({ code: 'conflict' })
})

test('only a platform admin approves, and only in the tenant acted in', async () => {
  await expect(approve(acme.admin, 'a.example.com')).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await approve(root(acme), 'a.example.com')
  await expect(withdrawRegistry(acme.engineer, { id })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(withdrawRegistry(root(other), { id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await listRegistries(other.engineer)).registries).toEqual([])
  expect(await approvalOf(db, other.id, at('a.example.com', 'x'))).toBeUndefined()
})

describe('which approval covers an image', () => {
  beforeAll(async () => {
    await approve(root(acme), 'b.example.com', '', false)
    await approve(root(acme), 'b.example.com/team')
  })
  test.each([
    ['b.example.com', 'team/app', 'b.example.com/team'],
    ['b.example.com', 'team', 'b.example.com/team'],
    ['b.example.com', 'team-b/app', 'b.example.com'],
    ['b.example.com:5000', 'team/app', undefined],
    ['evil-b.example.com', 'team/app', undefined],
  ])('%s/%s: %s', async (registry, repository, prefix) => {
    expect((await approvalOf(db, acme.id, at(registry, repository)))?.prefix).toBe(prefix)
  })
})

test.each([
  ['no key although a signature is asked for', ''],
  [
    'a private key',
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  ],
  ['another kind of key', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }) as string],
  ['no PEM', 'AAAA'],
])('%s is refused', async (_, keys) => {
  const refused = Promise.resolve().then(() => approve(root(acme), 'c.example.com', keys))
  await expect(refused).rejects.toThrow(/key/i)
})

test('nothing of a registry that is not approved is dialled', async () => {
  const reference = { registry: '127.0.0.1:1', repository: 'x', tag: 'v1' }
  const images = tenantImages(acme.id, () => undefined)
  for (const attempt of [
    () => images.resolve(reference),
    () => images.pull({ ...reference, digest: `sha256:${'0'.repeat(64)}` }, 'linux/amd64'),
    () => requireApproval(acme.id, reference),
  ]) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'policy_denied',
      remedy: expect.stringContaining('Settings → Registries'),
    })
  }
})

test('what the gates see follows the approval of now, keys included', async () => {
  const tenant = await makeTenant()
  const reference = `d.example.com/app@sha256:${'a'.repeat(64)}`
  const { normalised } = parseManifest(`apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: prices, pipeline: prices/serve, owner: finance }
runner: { class: container, network_profile: private_vpc, image: { ref: "${reference}" } }
`)
  const declared = normalisedManifestSchema.parse(normalised)
  const seen = async () => (await transaction((tx) => imageFacts(tx, tenant.id, declared))).image
  expect(await seen()).toEqual({ reference, registryApproved: false, signatureRequired: false, publisherSigned: false })
  const { id } = await approve(root(tenant), 'd.example.com')
  const taken = { name: reference, signedBy: [publisher.keyId], attestations: [] }
  const about = { manifestId: 'man_1', environmentId: 'env_1', deploymentId: 'dep_1' }
  await transaction((tx) => recordReference(tx, tenant.engineer, taken, `sha256:${'b'.repeat(64)}`, about))
  expect(await seen()).toEqual({ reference, registryApproved: true, signatureRequired: true, publisherSigned: true })
  await withdrawRegistry(root(tenant), { id })
  await approve(root(tenant), 'd.example.com', newKey().publicKeyPem)
  expect(await seen()).toMatchObject({ registryApproved: true, publisherSigned: false })
  expect(await transaction((tx) => imageFacts(tx, other.id, declared))).toMatchObject({
    image: { publisherSigned: false },
  })
})
