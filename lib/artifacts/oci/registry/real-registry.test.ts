import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digestOf } from '../../../digest.ts'
import { blobPath, blobSize, putBlob, readBlob } from '../../blobs.ts'
import { signStatement } from '../../sign/sign-statement.ts'
import { signerOf } from '../../sign/signer.ts'
import { makeStatement, predicateTypes } from '../../sign/statement.ts'
import { type RealRegistry, startDockerRegistry } from '../../testing/docker-registry.ts'
import { installed } from '../../testing/installed.ts'
import { smallImage } from '../../testing/small-image.ts'
import { temporaryHome } from '../../testing/temp-home.ts'
import { bundleManifest } from '../bundle-manifest.ts'
import { platformHere } from '../choose-platform.ts'
import { architecture } from '../image.ts'
import { mediaTypes } from '../schema.ts'
import { putManifest, resolveTag } from './manifests.ts'
import { publisherSays } from './publisher-signatures.ts'
import { pullImage } from './pull-image.ts'
import { pushBlob, pushImage } from './push-image.ts'
import { listReferrers, pushReferrer } from './referrers.ts'
import { type RegistryClient, registryClient } from './registry-client.ts'

const home = temporaryHome()
const here = installed('docker-registry')
const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const stranger = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
const repository = 'acme/prices'

// Needs Debian's docker-registry.
describe.runIf(here)('a real registry', () => {
  let registry: RealRegistry
  let client: RegistryClient
  beforeAll(async () => {
    registry = await startDockerRegistry(home)
    client = registryClient(registry.host)
  })
  afterAll(() => registry.stop())

  const reference = (digest: string) => ({ registry: registry.host, repository, digest })
  const pull = (digest: string) =>
    pullImage(client, reference(digest), { platform: platformHere, log: () => undefined })

  test('takes an image, gives it back byte for byte, and sends nothing twice', async () => {
    const { digest, size, layer } = await smallImage('one')
    await pushImage(client, repository, digest, ['v1', 'latest'])
    await pushImage(client, repository, digest, ['v1'])
    expect(await resolveTag(client, repository, 'v1')).toBe(digest)
    for (const each of [digest, layer]) fs.rmSync(blobPath(each))
    expect(await pull(digest)).toEqual({ digest, sizeBytes: size })
    expect(digestOf(await readBlob(layer))).toBe(layer)
  })

  test('an index leads to the image for this platform', async () => {
    const [mine, other] = [
      await smallImage('mine'),
      await smallImage('other', { os: 'linux', architecture: 'riscv64' }),
    ]
    const manifests: { mediaType: string; digest: string; size: number; platform: object }[] = []
    for (const [{ digest }, arch] of [
      [mine, architecture],
      [other, 'riscv64'],
    ] as const) {
      await pushImage(client, repository, digest, [])
      const platform = { os: 'linux', architecture: arch }
      manifests.push({ mediaType: mediaTypes.manifest, digest, size: await blobSize(digest), platform })
    }
    const put = async (of: typeof manifests) => {
      const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: of }))
      await putManifest(client, repository, digestOf(bytes), bytes, mediaTypes.index)
      return digestOf(bytes)
    }
    expect((await pull(await put(manifests))).digest).toBe(mine.digest)
    await expect(pull(await put(manifests.slice(1)))).rejects.toThrow(
      `no image for ${platformHere}, only for linux/riscv64`,
    )
  })

  test('what is not there is said', async () => {
    const nowhere = `sha256:${'0'.repeat(64)}`
    await expect(pull(nowhere)).rejects.toMatchObject({
      code: 'build_failed',
      message: expect.stringMatching(/has nothing for acme\/prices@sha256:0+.*404/),
    })
    await expect(resolveTag(client, repository, 'v9')).rejects.toThrow('404')
  })

  /** Signs a statement about an image and puts it beside it, as the platform does. */
  async function attach(digest: string, by: typeof signer, predicateType: string, about = digest) {
    const subject = { mediaType: mediaTypes.manifest, digest, size: await blobSize(digest) }
    const statement = makeStatement([{ name: 'prices', digest: { sha256: about.slice(7) } }], predicateType, {})
    const bundle = await signStatement(by, statement)
    const made = await bundleManifest(subject, { predicateType, bundle, createdAt: new Date(0) })
    for (const blob of made.blobs) await pushBlob(client, repository, blob)
    await pushReferrer(client, repository, digest, made.entry, made.bytes)
    return made
  }

  test('signatures and statements are found by the fallback tag, and only the publisher’s count', async () => {
    const { digest } = await smallImage('signed')
    await pushImage(client, repository, digest, [])
    const made = await attach(digest, signer, predicateTypes.imageSignature)
    await attach(digest, signer, predicateTypes.provenance)
    await attach(digest, stranger, predicateTypes.sbom)
    await pushReferrer(client, repository, digest, made.entry, made.bytes) // once more changes nothing
    expect(await listReferrers(client, repository, digest)).toHaveLength(3)
    expect((await listReferrers(client, repository, digest))[0]).toEqual(made.entry)
    const says = await publisherSays(client, repository, digest, [signer.publicKeyPem])
    expect(says.signedBy).toEqual([signer.keyId])
    expect(says.attestations).toEqual([{ predicateType: predicateTypes.provenance, keyId: signer.keyId }])
    expect(says.problems).toMatchObject([expect.stringContaining('not signed with a key of the publisher')])
  })

  test('a signature of another image does not count for this one', async () => {
    const [one, two] = [await smallImage('a'), await smallImage('b')]
    for (const { digest } of [one, two]) await pushImage(client, repository, digest, [])
    await attach(two.digest, signer, predicateTypes.imageSignature, one.digest)
    const says = await publisherSays(client, repository, two.digest, [signer.publicKeyPem])
    expect(says).toMatchObject({ signedBy: [], problems: [expect.stringContaining('about another image')] })
  })

  test('the older signature of cosign, checked by openssl too', async () => {
    const { digest } = await smallImage('legacy')
    await pushImage(client, repository, digest, [])
    const payload = Buffer.from(
      JSON.stringify({
        critical: {
          identity: { 'docker-reference': '' },
          image: { 'docker-manifest-digest': digest },
          type: 'cosign container image signature',
        },
        optional: null,
      }),
    )
    const signature = await signer.sign(payload)
    const layer = await putBlob(payload)
    const config = await putBlob(
      Buffer.from(JSON.stringify({ architecture: '', os: '', rootfs: { type: 'layers', diff_ids: [layer.digest] } })),
    )
    for (const blob of [layer, config]) await pushBlob(client, repository, blob)
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: { mediaType: mediaTypes.config, ...config },
      layers: [
        {
          mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json',
          ...layer,
          annotations: { 'dev.cosignproject.cosign/signature': signature.toString('base64') },
        },
      ],
    }
    await putManifest(
      client,
      repository,
      `${digest.replace(':', '-')}.sig`,
      Buffer.from(JSON.stringify(manifest)),
      mediaTypes.manifest,
    )
    expect((await publisherSays(client, repository, digest, [signer.publicKeyPem])).signedBy).toEqual([signer.keyId])
    expect((await publisherSays(client, repository, digest, [stranger.publicKeyPem])).signedBy).toEqual([])
    if (!installed('openssl')) return
    const file = (name: string, content: string | Buffer) => {
      fs.writeFileSync(path.join(home, name), content)
      return path.join(home, name)
    }
    const args = [
      'dgst',
      '-sha256',
      '-verify',
      file('key.pem', signer.publicKeyPem),
      '-signature',
      file('sig', signature),
      file('payload', payload),
    ]
    expect(execFileSync('openssl', args, { encoding: 'utf8' })).toContain('Verified OK')
  })

  test.runIf(installed('skopeo'))('skopeo reads what we pushed', async () => {
    const { digest } = await smallImage('for skopeo')
    await pushImage(client, repository, digest, ['skopeo'])
    const args = ['inspect', '--tls-verify=false', `docker://${registry.host}/${repository}:skopeo`]
    expect(JSON.parse(execFileSync('skopeo', args, { encoding: 'utf8' }))).toMatchObject({
      Digest: digest,
      Os: 'linux',
    })
  })
})
