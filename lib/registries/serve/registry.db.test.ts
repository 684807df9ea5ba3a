import { execFile } from 'node:child_process'
import fs from 'node:fs'
import { promisify } from 'node:util'
import { bundleFromJSON } from '@sigstore/bundle'
import { PublicKeyDetails } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobSize, readBlob } from '../../artifacts/blobs.ts'
import { BUNDLE_TYPE } from '../../artifacts/oci/bundle-manifest.ts'
import type { ImageIndex } from '../../artifacts/oci/choose-platform.ts'
import { publisherSays } from '../../artifacts/oci/registry/publisher-signatures.ts'
import { registryClient } from '../../artifacts/oci/registry/registry-client.ts'
import { type ImageManifest, mediaTypes } from '../../artifacts/oci/schema.ts'
import { imageCommands } from '../../artifacts/outside-commands.ts'
import { installationSigner } from '../../artifacts/sign/key-file.ts'
import { predicateTypes } from '../../artifacts/sign/statement.ts'
import { installed } from '../../artifacts/testing/installed.ts'
import type { Permission } from '../../auth/permissions.ts'
import { db } from '../../db/client.ts'
import { makeTenant, type TestTenant } from '../../db/testing/world.ts'
import { homePath } from '../../env.ts'
import { createToken } from '../../tenancy/create-token.ts'
import { servePortalRegistry } from '../testing/serve-portal-registry.ts'
import { publishedImage } from '../testing/signed-image.ts'
import { rangeOf } from './give-blob.ts'

let acme: TestTenant
let image: Awaited<ReturnType<typeof publishedImage>>
let server: Awaited<ReturnType<typeof servePortalRegistry>>
let token: string
let foreign: string

const tokenOf = async (tenant: TestTenant, scopes: Permission[] = ['artifact:read']) =>
  (await createToken(tenant.engineer, { name: 'reader', scopes, days: 1 })).secret

beforeAll(async () => {
  acme = await makeTenant()
  const other = await makeTenant()
  image = await publishedImage(acme.engineer, 'one')
  await publishedImage(other.engineer, 'foreign')
  server = await servePortalRegistry()
  token = await tokenOf(acme)
  foreign = await tokenOf(other)
})
afterAll(() => server.stop())

const basic = (secret: string) => `Basic ${Buffer.from(`any:${secret}`).toString('base64')}`
const ask = (below: string, init: RequestInit = {}, authorization = basic(token)) =>
  fetch(`http://${server.host}/v2/${below}`, { ...init, headers: { authorization, ...init.headers } })
const refusal = async (response: Response) => ({ status: response.status, body: await response.json() })
const repository = () => `${acme.slug}/prices`

describe('who may read', () => {
  test('nobody without a token, and the answer says how', async () => {
    const response = await fetch(`http://${server.host}/v2/`)
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm="BareCount/)
    expect(await refusal(response)).toMatchObject({ status: 401, body: { errors: [{ code: 'UNAUTHORIZED' }] } })
    expect((await ask('', {}, basic('bct_wrong'))).status).toBe(401)
  })

  test('a token, as a password or as a bearer', async () => {
    expect((await ask('')).status).toBe(200)
    const response = await ask('', {}, `Bearer ${token}`)
    expect([response.status, response.headers.get('docker-distribution-api-version')]).toEqual([200, 'registry/2.0'])
  })

  test.each(['acme/a%00b/tags/list', 'acme/%E0%A4%A/tags/list', 'a%2fb/c/tags/list', '../../etc/passwd/tags/list'])(
    '%s is a name that nothing has',
    async (below) => {
      expect((await ask(below)).status).toBe(404)
    },
  )

  test('a query with a character that no name has is refused', async () => {
    for (const below of ['tags/list?last=a%00', `referrers/${image.digest}?artifactType=%00`]) {
      expect(await refusal(await ask(`${repository()}/${below}`)), below).toMatchObject({
        status: 405,
        body: { errors: [{ code: 'UNSUPPORTED' }] },
      })
    }
  })

  test('not a token without artifact:read', async () => {
    const narrow = basic(await tokenOf(acme, ['run:read']))
    expect(await refusal(await ask('', {}, narrow))).toMatchObject({
      status: 403,
      body: { errors: [{ code: 'DENIED' }] },
    })
  })

  test('another tenant’s repository answers as one that is not there', async () => {
    for (const below of [
      'manifests/latest',
      `manifests/${image.digest}`,
      `blobs/${image.layer}`,
      'tags/list',
      `referrers/${image.digest}`,
    ]) {
      const theirs = await refusal(await ask(`${repository()}/${below}`, {}, basic(foreign)))
      const nowhere = await refusal(await ask(`nobody/nothing/${below}`, {}, basic(foreign)))
      expect(theirs, below).toEqual(nowhere)
      expect(theirs).toMatchObject({ status: 404, body: { errors: [{ code: 'NAME_UNKNOWN' }] } })
    }
  })

  test('a blob that the store has, but not this repository, is not given out', async () => {
    const other = await makeTenant()
    const secret = await publishedImage(other.engineer, 'a secret of theirs')
    expect(await refusal(await ask(`${repository()}/blobs/${secret.layer}`))).toMatchObject({ status: 404 })
    expect(await refusal(await ask(`${repository()}/manifests/${secret.digest}`))).toMatchObject({ status: 404 })
  })

  test('nobody writes', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect((await ask(`${repository()}/manifests/v1`, { method })).status, method).toBe(405)
    }
  })
})

describe('what is given', () => {
  test('a manifest by tag and by digest, byte for byte', async () => {
    for (const reference of ['v1', 'latest', image.digest]) {
      const response = await ask(`${repository()}/manifests/${reference}`)
      expect(response.headers.get('content-type')).toBe(mediaTypes.manifest)
      expect(response.headers.get('docker-content-digest')).toBe(image.digest)
      expect(Buffer.from(await response.arrayBuffer()).equals(await readBlob(image.digest))).toBe(true)
    }
    const head = await ask(`${repository()}/manifests/v1`, { method: 'HEAD' })
    expect(Number(head.headers.get('content-length'))).toBe(await blobSize(image.digest))
  })

  test('a blob, its size, and a part of it', async () => {
    const bytes = await readBlob(image.layer)
    const whole = await ask(`${repository()}/blobs/${image.layer}`)
    expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true)
    const head = await ask(`${repository()}/blobs/${image.layer}`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(bytes.length))
    const part = await ask(`${repository()}/blobs/${image.layer}`, { headers: { range: 'bytes=100-199' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${bytes.length}`])
    expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(100, 200))).toBe(true)
    expect((await ask(`${repository()}/blobs/${image.layer}`, { headers: { range: 'bytes=99999999-' } })).status).toBe(
      416,
    )
  })

  test('tags, page by page', async () => {
    const first = await ask(`${repository()}/tags/list?n=1`)
    expect(await first.json()).toEqual({ name: repository(), tags: ['latest'] })
    const [, next] = /<(.+)>/.exec(first.headers.get('link') ?? '') ?? []
    const second = await fetch(`http://${server.host}${next}`, { headers: { authorization: basic(token) } })
    expect([await second.json(), second.headers.get('link')]).toEqual([{ name: repository(), tags: ['v1'] }, null])
  })

  test('what refers to an image, by the API and by the tag of older tools', async () => {
    const response = await ask(
      `${repository()}/referrers/${image.digest}?artifactType=${encodeURIComponent(BUNDLE_TYPE)}`,
    )
    const index = (await response.json()) as { manifests: { annotations: Record<string, string> }[] }
    expect(response.headers.get('oci-filters-applied')).toBe('artifactType')
    expect(index.manifests.map(({ annotations }) => annotations['dev.sigstore.bundle.predicateType']).sort()).toEqual(
      [predicateTypes.imageSignature, predicateTypes.provenance].sort(),
    )
    const byTag = await ask(`${repository()}/manifests/${image.digest.replace(':', '-')}`)
    expect(await byTag.json()).toEqual(index)
    const none = await ask(`${repository()}/referrers/sha256:${'0'.repeat(64)}`)
    expect(await none.json()).toMatchObject({ manifests: [] })
  })

  test('our own client finds our own signature there', async () => {
    const client = registryClient(server.host, { credentials: { username: 'any', password: token } })
    const { publicKeyPem, keyId } = installationSigner()
    const says = await publisherSays(client, repository(), image.digest, [publicKeyPem])
    expect(says).toMatchObject({
      signedBy: [keyId],
      attestations: [{ predicateType: predicateTypes.provenance }],
      problems: [],
    })
  })
})

test('@sigstore/verify accepts what refers to the image, given only the public key', async () => {
  const { manifests } = (await (await ask(`${repository()}/referrers/${image.digest}`)).json()) as ImageIndex
  const { keyId, publicKeyDer: rawBytes } = installationSigner()
  const empty = { mediaType: '', certificateAuthorities: [], ctlogs: [], tlogs: [], timestampAuthorities: [] }
  const key = { rawBytes, keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256 }
  const thresholds = { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }
  const verifier = new Verifier(toTrustMaterial(empty, { [keyId]: key }), thresholds)
  expect(manifests).toHaveLength(2)
  for (const { digest } of manifests) {
    const manifest = (await (await ask(`${repository()}/manifests/${digest}`)).json()) as ImageManifest
    expect(manifest).toMatchObject({ artifactType: BUNDLE_TYPE, subject: { digest: image.digest } })
    const bundle = await (await ask(`${repository()}/blobs/${manifest.layers[0]?.digest}`)).json()
    verifier.verify(toSignedEntity(bundleFromJSON(bundle)))
  }
})

test('publishing again changes nothing; a moved tag does, and both are evidence once', async () => {
  const published = () => db.evidence.count({ where: { tenantId: acme.id, kind: 'artifact.published' } })
  const before = await published()
  await image.publish()
  expect(await published()).toBe(before)
  const next = await publishedImage(acme.engineer, 'two', ['v2', 'latest'])
  expect(await published()).toBe(before + 1)
  const latest = await ask(`${repository()}/manifests/latest`, { method: 'HEAD' })
  expect(latest.headers.get('docker-content-digest')).toBe(next.digest)
  const first = await ask(`${repository()}/manifests/v1`, { method: 'HEAD' })
  expect(first.headers.get('docker-content-digest')).toBe(image.digest)
})

test.each([
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=5-', { start: 5, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=2-100', { start: 2, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=0-1,3-4', undefined],
  ['bytes=-', undefined],
  [null, undefined],
])('the range %s of ten bytes', (header, expected) => {
  expect(rangeOf(header, 10)).toEqual(expected)
})

test.runIf(installed('skopeo'))('skopeo and umoci do what the commands on the page say', async () => {
  const address = `${server.host}/${repository()}`
  const [inspect, fetched] = imageCommands({ address, digest: image.digest, keyFile: 'key.pem', plainHttp: true })
  const run = (code = '', secret = token) =>
    promisify(execFile)('sh', ['-ec', code], {
      cwd: homePath(),
      env: { ...process.env, BARECOUNT_TOKEN: secret },
      encoding: 'utf8',
    })
  const { stdout } = await run(inspect?.code)
  expect(JSON.parse(stdout)).toMatchObject({
    Digest: image.digest,
    RepoTags: ['latest', 'v1', 'v2'],
    Layers: [image.layer],
  })
  await expect(run(inspect?.code, foreign)).rejects.toThrow(/no repository by that name/)
  if (!installed('umoci')) return
  await run(fetched?.code)
  const index = JSON.parse(fs.readFileSync(homePath('image', 'index.json'), 'utf8'))
  expect(index.manifests[0].digest).toBe(image.digest)
  expect(fs.readFileSync(homePath('bundle', 'rootfs/etc/motd'), 'utf8')).toBe('one')
})
