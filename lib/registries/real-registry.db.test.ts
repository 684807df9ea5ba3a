import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobPath, blobSize, putBlob } from '../artifacts/blobs.ts'
import { buildArtifact } from '../artifacts/build/build-artifact.ts'
import { bundleManifest } from '../artifacts/oci/bundle-manifest.ts'
import { fetchManifest, resolveTag } from '../artifacts/oci/registry/manifests.ts'
import { publisherSays } from '../artifacts/oci/registry/publisher-signatures.ts'
import { pushBlob, pushImage } from '../artifacts/oci/registry/push-image.ts'
import { fallbackTag, listReferrers, pushReferrer } from '../artifacts/oci/registry/referrers.ts'
import { type RegistryClient, registryClient } from '../artifacts/oci/registry/registry-client.ts'
import { mediaTypes } from '../artifacts/oci/schema.ts'
import { installationSigner } from '../artifacts/sign/key-file.ts'
import { IMAGE_BUILD_TYPE, REFERENCED_IMAGE_BUILD_TYPE } from '../artifacts/sign/provenance.ts'
import { signStatement } from '../artifacts/sign/sign-statement.ts'
import { signerOf } from '../artifacts/sign/signer.ts'
import { makeStatement, predicateTypes } from '../artifacts/sign/statement.ts'
import { type RealRegistry, startDockerRegistry } from '../artifacts/testing/docker-registry.ts'
import { installed } from '../artifacts/testing/installed.ts'
import { rawZip } from '../artifacts/testing/raw-zip.ts'
import { smallImage } from '../artifacts/testing/small-image.ts'
import { makeActor } from '../auth/actor.ts'
import { makeTenant, type TestTenant } from '../db/testing/world.ts'
import { env, homePath } from '../env.ts'
import { parseManifest } from '../manifests/parse-manifest.ts'
import { normalisedManifestSchema } from '../manifests/schema.ts'
import { approveRegistry } from './approve-registry.ts'
import { publishImage } from './publish-image.ts'
import { approveRegistryInput } from './schema.ts'
import { publishedImage, signedImage } from './testing/signed-image.ts'

const publisher = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)

// Needs Debian's docker-registry.
describe.runIf(installed('docker-registry'))('with a real registry', () => {
  let registry: RealRegistry
  let client: RegistryClient
  let tenant: TestTenant

  beforeAll(async () => {
    tenant = await makeTenant()
    registry = await startDockerRegistry(homePath())
    client = registryClient(registry.host)
    const { id: tenantId, slug: tenantSlug } = tenant
    const root = makeActor({
      kind: 'user',
      userId: 'usr_root',
      label: 'root',
      tenantId,
      tenantSlug,
      roles: [],
      platformAdmin: true,
    })
    const approve = (prefix: string, publisherKeys: string, signatureRequired: boolean) =>
      approveRegistry(root, approveRegistryInput.parse({ prefix, publisherKeys, signatureRequired }))
    await approve(`${registry.host}/signed`, publisher.publicKeyPem, true)
    await approve(`${registry.host}/open`, '', false)
  })
  afterAll(() => registry.stop())

  /** An image of the publisher in the registry and nowhere else. */
  async function pushed(repository: string, content: string, sign: boolean) {
    const { digest, layer } = await smallImage(content)
    await pushImage(client, repository, digest, ['v1'])
    if (sign) {
      const statement = makeStatement(
        [{ name: 'x', digest: { sha256: digest.slice(7) } }],
        predicateTypes.imageSignature,
        {},
      )
      const bundle = await signStatement(publisher, statement)
      const subject = { mediaType: mediaTypes.manifest, digest, size: await blobSize(digest) }
      const made = await bundleManifest(subject, {
        predicateType: predicateTypes.imageSignature,
        bundle,
        createdAt: new Date(),
      })
      for (const blob of made.blobs) await pushBlob(client, repository, blob)
      await pushReferrer(client, repository, digest, made.entry, made.bytes)
    }
    for (const each of [digest, layer]) fs.rmSync(blobPath(each))
    return { digest, layer }
  }

  const request = async (image: string, files?: Record<string, string>) => {
    const { normalised, faults } = parseManifest(`apiVersion: barecount.io/v1
kind: RunnerManifest
metadata: { name: prices, pipeline: prices/serve, owner: finance }
runner: { class: container, network_profile: private_vpc, image: ${image} }
`)
    if (!normalised) throw new Error(JSON.stringify(faults))
    const zip = files && rawZip(Object.entries(files).map(([name, content]) => ({ name, content })))
    const source = zip ? { digest: (await putBlob(zip)).digest, kind: 'zip' as const } : undefined
    const lines: string[] = []
    const built = buildArtifact({
      tenantId: tenant.id,
      runner: normalisedManifestSchema.parse(normalised).runner,
      source,
      log: (line) => lines.push(line),
    })
    return { built, lines }
  }
  const ref = (repository: string, digest: string) => request(`{ ref: "${registry.host}/${repository}@${digest}" }`)

  test('a referenced image is taken when its publisher signed it', async () => {
    const { digest, layer } = await pushed('signed/app', 'signed', true)
    const { built } = await ref('signed/app', digest)
    expect(await built).toMatchObject({
      digest,
      kind: 'image',
      buildType: REFERENCED_IMAGE_BUILD_TYPE,
      reference: { signedBy: [publisher.keyId] },
      materials: [{ uri: `docker://${registry.host}/signed/app@${digest}`, digest: { sha256: digest.slice(7) } }],
    })
    expect(fs.existsSync(blobPath(layer))).toBe(true)
  })

  test('an unsigned one is refused before any layer comes, unless no signature is asked for', async () => {
    const unsigned = await pushed('signed/app', 'unsigned', false)
    const { built } = await ref('signed/app', unsigned.digest)
    await expect(built).rejects.toMatchObject({
      code: 'policy_denied',
      message: expect.stringContaining('no signature of its publisher'),
    })
    expect(fs.existsSync(blobPath(unsigned.layer))).toBe(false)
    const open = await pushed('open/app', 'open', false)
    expect(await (await ref('open/app', open.digest)).built).toMatchObject({
      digest: open.digest,
      reference: { signedBy: [] },
    })
  })

  test('a digest that is not there, and a registry that is not approved', async () => {
    const nowhere = `sha256:${'0'.repeat(64)}`
    await expect((await ref('open/app', nowhere)).built).rejects.toMatchObject({
      code: 'build_failed',
      message: expect.stringContaining('404'),
    })
    await expect((await ref('elsewhere/app', nowhere)).built).rejects.toMatchObject({ code: 'policy_denied' })
  })

  test('an image is built on one of the registry: by digest, and by a tag, which is a finding', async () => {
    const { digest } = await pushed('open/base', 'base', false)
    const from = (reference: string) =>
      request('{ build: ./ }', {
        Dockerfile: `FROM ${registry.host}/open/base${reference}\nCOPY app.mjs /app/\n`,
        'app.mjs': '1',
      })
    const pinned = await (await from(`@${digest}`)).built
    expect(pinned).toMatchObject({ buildType: IMAGE_BUILD_TYPE, facts: { unpinned: [] } })
    const tagged = await from(':v1')
    expect(await tagged.built).toMatchObject({
      digest: pinned.digest,
      facts: { unpinned: [`${registry.host}/open/base:v1 (Dockerfile, line 1)`] },
      materials: [
        expect.anything(),
        { uri: expect.stringContaining(`:v1@${digest}`), digest: { sha256: digest.slice(7) } },
      ],
    })
    expect(tagged.lines.join('\n')).toContain('is not pinned')
  })

  describe('configured as the place to publish', () => {
    beforeAll(() => {
      env.BARECOUNT_REGISTRY = `${registry.host}/platform`
    })
    afterAll(() => {
      delete env.BARECOUNT_REGISTRY
    })

    test('the image is there by digest and tag, and what we signed of it refers to it', async () => {
      const { digest, published } = await publishedImage(tenant.engineer, 'pushed')
      const repository = `platform/${tenant.slug}/prices`
      expect(published).toEqual({ address: `${registry.host}/${repository}`, referrers: 2 })
      expect(await resolveTag(client, repository, 'v1')).toBe(digest)
      const { publicKeyPem, keyId } = installationSigner()
      expect(await publisherSays(client, repository, digest, [publicKeyPem])).toMatchObject({
        signedBy: [keyId],
        problems: [],
      })
    })

    test('many at once lose no entry of the list that stands in for the referrers API', async () => {
      const { digest } = await signedImage(tenant.engineer, 'at once')
      const about = { manifestId: 'man_1', environmentId: 'env_1', deploymentId: 'dep_1' }
      const publish = (tag: string) =>
        publishImage(tenant.engineer, { digest, name: 'at-once', tags: [tag], about, log: () => undefined })
      await Promise.all(['a', 'b', 'c', 'd'].map(publish))
      const repository = `platform/${tenant.slug}/at-once`
      expect(await fetchManifest(client, repository, fallbackTag(digest), true)).toBeDefined()
      expect(await listReferrers(client, repository, digest)).toHaveLength(2)
    })
  })
})
