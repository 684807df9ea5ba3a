import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { expect, test } from 'vitest'
import { blobPath } from '#lib/artifacts/blobs.ts'
import { smallImage } from '#lib/artifacts/testing/small-image.ts'
import { temporaryHome } from '#lib/artifacts/testing/temp-home.ts'
import { openEngine } from './api-engine.ts'
import type { Engine } from './engine.ts'

const home = temporaryHome()

/** An engine that answers what is asked when it is opened, and takes images without ever having any. */
async function fakeEngine(name: string): Promise<{ engine: Engine; stop(): void }> {
  const server = http.createServer((request, response) => {
    request.on('error', () => undefined)
    if (!request.url?.includes('/images/')) return response.end('{}')
    if (request.method === 'GET') return response.writeHead(404).end('{"message":"no such image"}')
    return request.resume().on('end', () => response.end('{"stream":"nothing"}'))
  })
  const socket = path.join(home, name)
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  const engine = await openEngine(socket)
  if (!engine) throw new Error('The fake engine does not answer.')
  return { engine, stop: () => void server.close().closeAllConnections() }
}

test.each(['lost', 'damaged'])('a layer that is %s ends the loading and nothing else', async (how) => {
  const { digest, layer } = await smallImage(`${how} ${'x'.repeat(100_000)}`)
  if (how === 'lost') fs.rmSync(blobPath(layer))
  else fs.writeFileSync(blobPath(layer), fs.readFileSync(blobPath(layer)).fill('y', 600, 700))
  const { engine, stop } = await fakeEngine(how)
  await expect(engine.load(digest)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining(layer),
  })
  stop()
})
