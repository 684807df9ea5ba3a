import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRuntimeApi, type RuntimeApi, type RuntimeEvent } from './runtime-api.ts'

// Each expectation is a sentence of https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html

let api: RuntimeApi
let told: unknown[][]
let base: string
beforeEach(async () => {
  told = []
  api = await openRuntimeApi(0, {
    onNext: () => void told.push(['next']),
    onResponse: (...what) => void told.push(['response', ...what]),
    onError: (...what) => void told.push(['error', ...what]),
    onInitError: (...what) => void told.push(['init error', ...what]),
  })
  base = `http://${api.address}/2018-06-01/runtime`
})
afterEach(() => api.close())

const event = (requestId: string): RuntimeEvent => ({
  requestId,
  body: '{"a":1}',
  deadlineMs: 1542409706888,
  functionArn: 'arn:barecount:local:dev:ten:function:orders',
  traceHeader: 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
  clientContext: '{"custom":{"run_token":"t"}}',
})
const next = () => fetch(`${base}/invocation/next`)
const post = (where: string, body: string, headers = {}) =>
  fetch(`${base}${where}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })

test('the next invocation waits for an event and carries its headers', async () => {
  const pending = next()
  await expect.poll(() => told).toEqual([['next']])
  api.give(event('r-1'))
  const response = await pending
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ a: 1 })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': 'r-1',
    'lambda-runtime-deadline-ms': '1542409706888',
    'lambda-runtime-invoked-function-arn': 'arn:barecount:local:dev:ten:function:orders',
    'lambda-runtime-trace-id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
    'lambda-runtime-client-context': '{"custom":{"run_token":"t"}}',
  })
})

test('an event that came first is there for the next request', async () => {
  api.give(event('r-1'))
  expect((await next()).headers.get('lambda-runtime-aws-request-id')).toBe('r-1')
})

test('a response is accepted with 202, once', async () => {
  api.give(event('r-1'))
  await next()
  const first = await post('/invocation/r-1/response', '{"ok":true}')
  expect(first.status).toBe(202)
  expect(await first.json()).toEqual({ status: 'OK' })
  expect((await post('/invocation/r-1/response', '{}')).status).toBe(400)
  expect(told.slice(1)).toEqual([['response', 'r-1', '{"ok":true}']])
})

test('an answer under another request id is a bad request', async () => {
  api.give(event('r-1'))
  await next()
  const answer = await post('/invocation/r-9/response', '{}')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toEqual({ errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' })
  expect((await post('/invocation/r-9/error', '{}')).status).toBe(400)
})

test('a response of 6 MiB is accepted, a larger one is 413', async () => {
  api.give(event('r-1'))
  await next()
  expect((await post('/invocation/r-1/response', 'x'.repeat(6 * 1024 * 1024))).status).toBe(202)
  api.give(event('r-2'))
  await next()
  expect((await post('/invocation/r-2/response', 'x'.repeat(6 * 1024 * 1024 + 1))).status).toBe(413)
  expect(told.at(-1)).toMatchObject(['error', 'r-2', { errorType: 'Function.ResponseSizeTooLarge' }])
})

test('an invocation error carries type, message and stack', async () => {
  api.give(event('r-1'))
  await next()
  const failure = { errorType: 'RangeError', errorMessage: 'too many', stackTrace: ['at a', 'at b'] }
  expect((await post('/invocation/r-1/error', JSON.stringify(failure))).status).toBe(202)
  expect(told.at(-1)).toEqual(['error', 'r-1', failure])
})

test.each([
  ['not JSON', 'oops', { errorType: 'Runtime.Unknown', errorMessage: 'oops' }],
  ['a list', '[1]', { errorType: 'Runtime.Unknown', errorMessage: 'The runtime gave no message.' }],
  ['other types', '{"errorType":7,"stackTrace":[1,"at a"]}', { errorType: 'Runtime.Unknown', stackTrace: ['at a'] }],
])('an error body that is %s is taken as far as it goes', async (_name, body, failure) => {
  api.give(event('r-1'))
  await next()
  expect((await post('/invocation/r-1/error', body)).status).toBe(202)
  expect(told.at(-1)).toMatchObject(['error', 'r-1', failure])
})

test('a message is told without what can be neither stored nor signed', async () => {
  api.give(event('r-1'))
  await next()
  const errorMessage = `a\0b\ud800${'x'.repeat(3995)}😀`
  await post('/invocation/r-1/error', JSON.stringify({ errorType: 'E\0', errorMessage }))
  const [, , failure] = told.at(-1) as [string, string, { errorType: string; errorMessage: string }]
  expect(failure.errorType).toBe('E\u2400')
  expect(failure.errorMessage).toBe(`a\u2400b\ufffd${'x'.repeat(3995)}\ufffd`)
})

test('an init error names its type in the header, and is refused once initialisation is over', async () => {
  const header = { 'lambda-runtime-function-error-type': 'Runtime.NoSuchHandler' }
  expect((await post('/init/error', '{"errorMessage":"no handler"}', header)).status).toBe(202)
  expect(told).toMatchObject([['init error', { errorType: 'Runtime.NoSuchHandler', errorMessage: 'no handler' }]])
  void next().catch(() => undefined)
  await expect.poll(() => told.at(-1)).toEqual(['next'])
  expect((await post('/init/error', '{}')).status).toBe(403)
})

test('work is not handed out twice: the next request before the answer is refused', async () => {
  api.give(event('r-1'))
  await next()
  expect((await next()).status).toBe(403)
})

test('after a withdrawal no answer counts', async () => {
  api.give(event('r-1'))
  await next()
  api.withdraw()
  expect((await post('/invocation/r-1/response', '{}')).status).toBe(400)
})

test('unknown paths and methods are not found', async () => {
  expect((await fetch(`http://${api.address}/2015-03-31/runtime/invocation/next`)).status).toBe(404)
  expect((await post('/invocation/next', '')).status).toBe(404)
  expect((await fetch(`${base}/invocation/r-1/response`)).status).toBe(404)
})

test('it listens on a Unix socket as well', async () => {
  const socketPath = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'bc-api-')), 'api')
  const onSocket = await openRuntimeApi(socketPath, {
    onNext: () => undefined,
    onResponse: () => undefined,
    onError: () => undefined,
    onInitError: () => undefined,
  })
  onSocket.give(event('r-1'))
  const status = await new Promise((resolve, reject) => {
    const request = { socketPath, path: '/2018-06-01/runtime/invocation/next' }
    http.get(request, (response) => resolve(response.statusCode)).on('error', reject)
  })
  expect(status).toBe(200)
  await onSocket.close()
})
