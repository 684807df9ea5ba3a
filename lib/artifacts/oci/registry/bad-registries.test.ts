import fs from 'node:fs'
import type http from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { digestOf } from '../../../digest.ts'
import { blobPath, readBlob } from '../../blobs.ts'
import { type FakeRegistry, fakeRegistry } from '../../testing/fake-registry.ts'
import { smallImage } from '../../testing/small-image.ts'
import { temporaryHome } from '../../testing/temp-home.ts'
import { platformHere } from '../choose-platform.ts'
import { readImage } from '../image.ts'
import { mediaTypes } from '../schema.ts'
import { pullImage } from './pull-image.ts'
import { type ClientOptions, registryClient } from './registry-client.ts'

temporaryHome()
let registry: FakeRegistry | undefined
afterEach(async () => {
  await registry?.stop()
  registry = undefined
})

type Twist = (request: http.IncomingMessage, response: http.ServerResponse, bytes: Buffer | undefined) => boolean
let images = 0

/** Pulls an image from a registry that serves it, but for what `twist` does instead. The image is not in the store before. */
async function pullFrom(twist: Twist, options: ClientOptions = {}) {
  const { digest, layer } = await smallImage(`image ${images++}`)
  const { manifest } = await readImage(digest)
  const held = new Map<string, Buffer>()
  for (const each of [digest, layer, manifest.config.digest]) held.set(each, await readBlob(each))
  for (const each of held.keys()) fs.rmSync(blobPath(each))
  registry = await fakeRegistry((request, response) => {
    const asked = /sha256:[0-9a-f]{64}/.exec(request.url ?? '')?.[0] ?? ''
    const bytes = held.get(asked)
    if (twist(request, response, bytes)) return
    if (!bytes) return void response.writeHead(404).end('{}')
    response
      .writeHead(200, { 'content-type': asked === digest ? mediaTypes.manifest : 'application/octet-stream' })
      .end(bytes)
  })
  const client = registryClient(registry.host, { retryMs: 1, ...options })
  const pulled = pullImage(
    client,
    { registry: registry.host, repository: 'a/b', digest },
    { platform: platformHere, log: () => undefined },
  )
  return { digest, layer, pulled, asked: registry.asked }
}

const isLayer = (request: http.IncomingMessage, bytes: Buffer | undefined) =>
  request.url?.includes('/blobs/') && bytes && bytes.length > 1000

test('an honest one is believed', async () => {
  const { digest, pulled } = await pullFrom(() => false)
  expect((await pulled).digest).toBe(digest)
})

test('one that never answers', async () => {
  const { pulled, asked } = await pullFrom(() => true, { timeoutMs: 40 })
  await expect(pulled).rejects.toThrow(/127\.0\.0\.1:\d+ did not answer within 0.04 s/)
  expect(asked).toHaveLength(3)
})

test('one that goes silent in the middle of a layer', async () => {
  const { pulled, layer } = await pullFrom(
    (request, response, bytes) => {
      if (!isLayer(request, bytes)) return false
      response.writeHead(200).write(bytes?.subarray(0, 100))
      return true
    },
    { timeoutMs: 60 },
  )
  await expect(pulled).rejects.toThrow('broke off in the middle')
  expect(fs.existsSync(blobPath(layer))).toBe(false)
})

test('one that serves other bytes than the digest names', async () => {
  const { pulled, layer } = await pullFrom((request, response, bytes) => {
    if (!isLayer(request, bytes)) return false
    response.end(Buffer.from(bytes ?? '').fill('x', 600, 610))
    return true
  })
  await expect(pulled).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringContaining(`served other bytes for ${layer}`),
  })
  expect(fs.existsSync(blobPath(layer))).toBe(false)
})

test('one that serves another manifest', async () => {
  const { pulled } = await pullFrom((request, response) => {
    if (!request.url?.includes('/manifests/')) return false
    response.writeHead(200, { 'content-type': mediaTypes.manifest }).end('{"schemaVersion":2}')
    return true
  })
  await expect(pulled).rejects.toThrow('served another manifest')
})

test('one that sends too little, and one that sends too much', async () => {
  const cut =
    (change: (bytes: Buffer) => Buffer): Twist =>
    (request, response, bytes) => {
      if (!isLayer(request, bytes) || !bytes) return false
      response.end(change(bytes))
      return true
    }
  const short = await pullFrom(cut((bytes) => bytes.subarray(0, 700)))
  await expect(short.pulled).rejects.toThrow(/sent 700 of the \d+ bytes/)
  await registry?.stop()
  const long = await pullFrom(cut((bytes) => Buffer.concat([bytes, bytes])))
  await expect(long.pulled).rejects.toThrow(/sent more than the \d+ bytes/)
})

test('one that is busy is asked again', async () => {
  let refused = 0
  const { digest, pulled } = await pullFrom((_request, response) => {
    if (refused++ > 1) return false
    response.writeHead(503).end()
    return true
  })
  expect((await pulled).digest).toBe(digest)
})

test('one that wants an account', async () => {
  const { pulled } = await pullFrom((_request, response) => {
    response
      .writeHead(401, { 'www-authenticate': 'Basic realm="x"' })
      .end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}')
    return true
  })
  await expect(pulled).rejects.toMatchObject({
    message: expect.stringMatching(/does not allow .* \(401, UNAUTHORIZED: authentication required\)/),
    remedy: expect.stringContaining('BARECOUNT_REGISTRY_CREDENTIALS'),
  })
})

const account = { username: 'ada', password: 's3cret' }
const basic = `Basic ${Buffer.from('ada:s3cret').toString('base64')}`

test('basic: the account goes along once it is asked for', async () => {
  const { digest, pulled, asked } = await pullFrom(
    (request, response) => {
      if (request.headers.authorization === basic) return false
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
      return true
    },
    { credentials: account },
  )
  expect((await pulled).digest).toBe(digest)
  expect(asked).toHaveLength(4) // the first manifest twice; the rest at once
})

test('token: fetched with the account from where the challenge says', async () => {
  const { digest, pulled, asked } = await pullFrom(
    (request, response) => {
      const { authorization, host } = request.headers
      if (request.url?.startsWith('/token')) {
        response.end(authorization === basic ? '{"token":"t0ken"}' : '{}')
        return true
      }
      if (authorization === 'Bearer t0ken') return false
      response
        .writeHead(401, { 'www-authenticate': `Bearer realm="http://${host}/token",service="svc",scope="x"` })
        .end()
      return true
    },
    { credentials: account },
  )
  expect((await pulled).digest).toBe(digest)
  expect(asked).toContain('GET /token?service=svc&scope=repository%3Aa%2Fb%3Apull')
})

test('a password is not sent over plain HTTP to another host, nor is a redirect there followed', async () => {
  const tokens = await pullFrom(
    (_request, response) => {
      response.writeHead(401, { 'www-authenticate': 'Bearer realm="http://evil.example/token"' }).end()
      return true
    },
    { credentials: account },
  )
  await expect(tokens.pulled).rejects.toThrow('where no password goes')
  await registry?.stop()
  const redirected = await pullFrom((_request, response) => {
    response.writeHead(307, { location: 'http://evil.example/blob' }).end()
    return true
  })
  await expect(redirected.pulled).rejects.toThrow('leads to http://evil.example, which is not followed')
})

test('one that is not there at all', async () => {
  const { host, stop } = await fakeRegistry(() => undefined)
  await stop()
  const client = registryClient(host, { retryMs: 1 })
  const digest = `sha256:${'0'.repeat(64)}`
  const pulled = pullImage(
    client,
    { registry: host, repository: 'a/b', digest },
    { platform: platformHere, log: () => undefined },
  )
  await expect(pulled).rejects.toThrow(/cannot be reached \(ECONNREFUSED\)/)
})

test('one that asks for a token, breaks off in the middle of saying so and gives none', async () => {
  const { pulled } = await pullFrom(
    (request, response) => {
      if (request.url?.startsWith('/token')) return setTimeout(() => response.writeHead(500).end(), 60) !== undefined
      const realm = `http://${request.headers.host}/token`
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"`, 'content-length': '100' })
      response.write('{')
      setTimeout(() => response.destroy(), 10)
      return true
    },
    { timeoutMs: 200 },
  )
  await expect(pulled).rejects.toThrow('gives no token')
})

test('one whose token never ends', async () => {
  const { pulled } = await pullFrom((request, response) => {
    if (!request.url?.startsWith('/token')) {
      const realm = `http://${request.headers.host}/token`
      response.writeHead(401, { 'www-authenticate': `Bearer realm="${realm}"` }).end()
      return true
    }
    response.writeHead(200).write('{"token":"')
    const more = () => response.write('x'.repeat(65_536), () => setImmediate(more))
    more()
    return true
  })
  await expect(pulled).rejects.toThrow('more than')
})

test('one whose image would fill the disk', async () => {
  const { digest: small } = await smallImage('filler')
  const { manifest } = await readImage(small)
  const layers = manifest.layers.map((layer) => ({ ...layer, size: 2 ** 40 }))
  const bytes = Buffer.from(JSON.stringify({ ...manifest, layers }))
  registry = await fakeRegistry((_request, response) => {
    response.writeHead(200, { 'content-type': mediaTypes.manifest }).end(bytes)
  })
  const reference = { registry: registry.host, repository: 'a/b', digest: digestOf(bytes) }
  const pulled = pullImage(registryClient(registry.host), reference, { platform: platformHere, log: () => undefined })
  await expect(pulled).rejects.toThrow('more than 32 GiB')
  expect(registry.asked).toHaveLength(1)
})
