import type dns from 'node:dns'
import { afterEach, expect, test } from 'vitest'
import { postWebhook } from './post-webhook.ts'
import { receiver } from './testing/receiver.ts'

const servers: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
async function listening(...given: Parameters<typeof receiver>) {
  const server = await receiver(...given)
  servers.push(server)
  return server
}
const message = { headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' }
/** A name server that answers this. */
const says = (...addresses: string[]) =>
  ((_name: string, _options: object, callback: (error: null, found: object[]) => void) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof dns.lookup

test('what is posted arrives byte for byte, and the beginning of the answer is kept', async () => {
  const { posts, url } = await listening((response) => response.writeHead(202).end('thank you'))
  const outcome = await postWebhook(url, message, { loopback: true })
  expect(outcome).toEqual({ succeeded: true, status: 202, answer: 'thank you' })
  expect(posts).toMatchObject([{ path: '/hook', body: message.body, headers: { 'content-length': '10' } }])
})

test.each([500, 404, 410, 429])('%i is a failure with its answer', async (status) => {
  const { url } = await listening((response) => response.writeHead(status).end('no'))
  expect(await postWebhook(url, message, { loopback: true })).toMatchObject({ succeeded: false, status, answer: 'no' })
})

test('a redirect is not followed', async () => {
  const target = await listening()
  const { url } = await listening((response) => response.writeHead(307, { location: target.url }).end())
  const outcome = await postWebhook(url, message, { loopback: true })
  expect(outcome).toMatchObject({
    succeeded: false,
    status: 307,
    error: 'It answered 307; redirects are not followed.',
  })
  expect(target.posts).toEqual([])
})

test('of a huge answer the first KiB is read and the rest is not waited for', async () => {
  let written = 0
  const { url } = await listening((response) => {
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536
    }
    response.on('drain', more)
    more()
  })
  const outcome = await postWebhook(url, message, { loopback: true })
  expect(outcome).toEqual({ succeeded: true, status: 200, answer: 'x'.repeat(1024) })
  expect(written).toBeLessThan(50_000_000)
})

test('who does not answer in time has failed; who answered and dawdles has not', async () => {
  const mute = await listening(() => undefined)
  const asked = { loopback: true, withinMs: 300 }
  expect(await postWebhook(mute.url, message, asked)).toEqual({
    succeeded: false,
    error: 'There was no answer within 0.3 seconds.',
  })
  const slow = await listening((response) => void response.writeHead(200).write('so far'))
  expect(await postWebhook(slow.url, message, asked)).toEqual({ succeeded: true, status: 200, answer: 'so far' })
})

test('answers that are no HTTP, and bytes the database cannot hold, end as words', async () => {
  const { url } = await listening((response) => response.socket?.end('hello\r\n\r\n'))
  expect(await postWebhook(url, message, { loopback: true })).toMatchObject({ succeeded: false, error: /Parse/ })
  const nul = await listening((response) => response.end(Buffer.from([0x61, 0, 0xff])))
  expect(await postWebhook(nul.url, message, { loopback: true })).toMatchObject({ answer: 'a\uFFFD' })
})

test.each([
  'http://127.0.0.1:1/',
  'https://127.0.0.1:1/',
  'https://[::1]:1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://169.254.169.254/latest/meta-data',
  'https://10.0.0.8/',
  'https://[fd00:ec2::254]/',
  'https://[::ffff:169.254.169.254]/',
])('%s is never gone to', async (url) => {
  expect(await postWebhook(url, message, { loopback: false })).toMatchObject({ succeeded: false, error: /not gone to/ })
})

test('a name that leads inward is not gone to, not even when only one of its addresses does', async () => {
  const { port, posts } = await listening()
  const ask = (resolve: typeof dns.lookup, loopback = false) =>
    postWebhook(`https://hooks.example.com:${port}/`, message, { loopback, resolve })
  expect(await ask(says('127.0.0.1'))).toMatchObject({ error: /hooks\.example\.com: 127\.0\.0\.1 is not gone to/ })
  expect(await ask(says('93.184.216.34', '169.254.169.254'))).toMatchObject({ error: /169\.254\.169\.254/ })
  expect(await ask(says('10.0.0.1'), true)).toMatchObject({ error: /10\.0\.0\.1/ })
  expect(await ask(says())).toMatchObject({ error: /no address/ })
  expect(posts).toEqual([])
})

test('without TLS only this machine is gone to, and only where that is allowed', async () => {
  const { port, posts } = await listening()
  const url = `http://hooks.example.com:${port}/`
  expect(await postWebhook(url, message, { loopback: true, resolve: says('93.184.216.34') })).toMatchObject({
    error: /93\.184\.216\.34 is not gone to/,
  })
  expect(await postWebhook(url, message, { loopback: true, resolve: says('127.0.0.1') })).toMatchObject({
    succeeded: true,
  })
  expect(posts).toHaveLength(1)
})
