import fs from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { matches, openEgressProxy } from './egress-proxy.ts'
import { invocationOf, specOf, writeFunction } from './testing/function-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-egress-'))
fs.chmodSync(home, 0o755)
process.env.BARECOUNT_HOME = home
process.env.LOG_LEVEL = 'silent'
const { openFunctionHost } = await import('./function-host.ts')
const { chooseConfinement } = await import('./sandbox/choose-confinement.ts')
const { walls } = await chooseConfinement()

let server: http.Server
let port: number
beforeAll(async () => {
  server = http.createServer((request, response) => response.end(`${request.method} ${request.url}`))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.close()
  fs.rmSync(home, { recursive: true, force: true })
})

test('a function that hangs up before it hears the refusal ends nothing but its own connection', async () => {
  const socketPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bc-proxy-')), 's')
  const denied: string[] = []
  const proxy = await openEgressProxy(socketPath, [], (one) => void denied.push(one))
  const hangUp = () =>
    new Promise<void>((resolve) => {
      const socket = net.connect(socketPath, () => {
        socket.write('CONNECT elsewhere.example:443 HTTP/1.1\r\n\r\n', () => socket.destroy())
      })
      socket.once('close', () => resolve())
    })
  for (let times = 0; times < 50; times++) await hangUp()
  await expect.poll(() => denied.length).toBe(50)
  await proxy.close()
})

test.each(['000', '099', '101', '600', '999'])('an answer with status %s ends nothing but itself', async (status) => {
  const socketPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bc-proxy-')), 's')
  const rude = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(`HTTP/1.1 ${status} X\r\nupgrade: x\r\ncontent-length: 0\r\n\r\n`))
  })
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve))
  const dial = () => net.connect((rude.address() as AddressInfo).port, '127.0.0.1')
  const proxy = await openEgressProxy(socketPath, ['api.test:80'], () => undefined, dial)
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    http.get({ socketPath, path: 'http://api.test/' }, (response) => resolve(response.statusCode)).once('error', reject)
  })
  expect(answered).toBe(502)
  await proxy.close()
  rude.close()
})

/** A proxy whose way out leads to the test server, whatever name was asked for. */
async function proxied(allow: string[]) {
  const socketPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bc-proxy-')), 's')
  const denied: string[] = []
  const proxy = await openEgressProxy(
    socketPath,
    allow,
    (one) => void denied.push(one),
    () => net.connect(port, '127.0.0.1'),
  )
  const connect = (destination: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = http.request({ socketPath, method: 'CONNECT', path: destination })
      request.once('connect', (response, socket) => {
        socket.destroy()
        resolve(response.statusCode)
      })
      request.once('error', reject).end()
    })
  const get = (url: string) =>
    new Promise<string>((resolve, reject) => {
      http
        .get({ socketPath, path: url, headers: { host: new URL(url).host } }, (response) => {
          let text = `${response.statusCode} `
          response.on('data', (chunk) => {
            text += chunk
          })
          response.on('end', () => resolve(text))
        })
        .once('error', reject)
    })
  return { proxy, denied, connect, get }
}

test('only what is allowed gets through, and what is not is told', async () => {
  const { proxy, denied, connect, get } = await proxied(['api.example.com:443', 'plain.example.com:80'])
  expect(await connect('api.example.com:443')).toBe(200)
  expect(await connect('API.example.com:443')).toBe(200)
  expect(await connect('api.example.com:444')).toBe(403)
  expect(await connect('evil.com:443')).toBe(403)
  expect(await get('http://plain.example.com/x?y=1')).toBe('200 GET /x?y=1')
  expect(await get('http://api.example.com/')).toBe('403 Not in egress_allow.')
  expect(denied).toEqual(['api.example.com:444', 'evil.com:443', 'api.example.com:80'])
  await proxy.close()
})

test.each([
  ['*.example.com:443', 'a.example.com:443', true],
  ['*.example.com:443', 'a.b.example.com:443', true],
  ['*.example.com:443', 'example.com:443', false],
  ['*.example.com:443', 'evilexample.com:443', false],
  ['*.example.com:443', 'a.example.com:80', false],
])('%s and %s', (pattern, destination, answer) => {
  expect(matches(pattern, destination)).toBe(answer)
})

test('an allowed name that leads back to this host is not dialled', async () => {
  const socketPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bc-proxy-')), 's')
  const proxy = await openEgressProxy(socketPath, [`localhost:${port}`, `127.0.0.1:${port}`], () => undefined)
  for (const host of ['localhost', '127.0.0.1']) {
    const status = await new Promise((resolve) => {
      const url = `http://${host}:${port}/`
      http.get({ socketPath, path: url }, (response) => resolve(response.statusCode)).once('error', resolve)
    })
    expect(status).toBe(502)
  }
  await proxy.close()
})

test.runIf(walls.network.state === 'in_force')(
  'a function reaches neither this host nor what its profile does not name',
  async () => {
    const code = writeFunction({
      'index.mjs': `import net from 'node:net'
      const tried = (work) => work.then(() => 'reached', (error) => error.cause?.code ?? error.code ?? error.message)
      const dial = (port, host) => new Promise((ok, no) => net.connect(port, host, ok).on('error', no))
      export const handler = async ({ port }) => ({
        host: await tried(dial(port, '127.0.0.1')),
        abroad: await tried(dial(53, '192.0.2.1')),
        proxied: await fetch('http://other.example.com/').then((r) => (r.ok ? 'reached' : 'refused'), () => 'refused'),
      })`,
    })
    const host = openFunctionHost({ codeFolder: async () => code })
    const lines: string[] = []
    const options = { signal: new AbortController().signal, onLog: (line: string) => void lines.push(line) }
    const spec = specOf({ egressAllow: ['api.example.com:443'] })
    const result = await host.invoke(spec, invocationOf({ port }), options, async (one) => one)
    expect(JSON.parse(result.result ?? '')).toEqual({ host: 'ECONNREFUSED', abroad: 'ENETUNREACH', proxied: 'refused' })
    expect(lines).toContain('The network profile does not let other.example.com:80 through.')
    expect(result.isolation.network).toEqual({ state: 'in_force', detail: 'only api.example.com:443, by a proxy' })
    await host.close()
  },
)
