import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import type { ServerlessSpec } from '../../target.ts'
import type { FunctionHost } from './function-host.ts'
import { invocationOf, specOf, writeFunction } from './testing/function-fixture.ts'

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-host-'))
fs.chmodSync(home, 0o755)
process.env.BARECOUNT_HOME = home
process.env.LOG_LEVEL = 'silent'
const { openFunctionHost } = await import('./function-host.ts')

const hosts: FunctionHost[] = []
afterEach(async () => {
  await Promise.all(hosts.splice(0).map((host) => host.close()))
})
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

/** A host for one function, and a call that runs it once and gives result and log. */
function hosted(files: Record<string, string> | string, changes: Partial<ServerlessSpec> = {}, options = {}) {
  const code = writeFunction(typeof files === 'string' ? { 'index.mjs': files } : files)
  const host = openFunctionHost({ codeFolder: async () => code, ...options })
  hosts.push(host)
  const spec = specOf(changes)
  const run = async (input: unknown = {}, more = {}) => {
    const lines: string[] = []
    const onLog = (line: string) => void lines.push(line)
    const invocation = invocationOf(input, more)
    const signal = new AbortController().signal
    const result = await host.invoke(spec, invocation, { signal, onLog }, async (given) => ({
      ...given,
      files: given.outcome === 'succeeded' && fs.readdirSync(given.output),
    }))
    return {
      ...result,
      value: result.result === undefined ? undefined : JSON.parse(result.result),
      log: lines.join('\n'),
    }
  }
  return { host, spec, run }
}

test('an async handler gets event, context and environment, and its answer comes back', async () => {
  const { run } = hosted(
    `export const handler = async (event, context) => {
      console.log('hello', event.name)
      return { sum: event.a + event.b, left: context.getRemainingTimeInMillis(), id: context.awsRequestId,
        token: context.clientContext.custom.run_token, same: process.env.BC_RUN_TOKEN, secret: process.env.API_KEY,
        memory: context.memoryLimitInMB, arn: context.invokedFunctionArn }
    }`,
  )
  const answer = await run({ name: 'Ada', a: 1, b: 2 }, { token: 'tok', secrets: { API_KEY: 's3cret' } })
  expect(answer).toMatchObject({ outcome: 'succeeded', coldStart: true })
  expect(answer.value).toMatchObject({ sum: 3, token: 'tok', same: 'tok', secret: 's3cret', memory: '256' })
  expect(answer.value.left).toBeGreaterThan(1000)
  expect(answer.log).toContain(`${answer.value.id} hello Ada`)
  expect(answer.initMs).toBeGreaterThan(0)
  expect(answer.maxMemoryMib).toBeGreaterThan(20)
})

test.each([
  ['CommonJS', { 'index.js': 'exports.handler = async () => 1' }],
  [
    'an ES module in a package of type module',
    { 'package.json': '{"type":"module"}', 'index.js': 'export const handler = async () => 1' },
  ],
  ['a callback', { 'index.cjs': 'exports.handler = (event, context, done) => { setTimeout(() => done(null, 1), 5) }' }],
  ['context.succeed', { 'index.js': 'exports.handler = (event, context) => context.succeed(1)' }],
  [
    'a folder',
    { 'index.mjs': '', 'src/deep/index.mjs': 'export const handler = async () => 1' },
    'src/deep/index.handler',
  ],
])('a handler may be written as %s', async (_name, files, handler = 'index.handler') => {
  expect((await hosted(files, { handler }).run()).value).toBe(1)
})

test('a callback handler that answers nothing has answered null', async () => {
  const { run } = hosted({ 'index.js': 'exports.handler = () => { setTimeout(() => {}, 5) }' })
  expect(await run()).toMatchObject({ outcome: 'succeeded', value: null })
})

test.each([
  ['throws', 'export const handler = () => { throw new TypeError("no orders") }', 'user_error', 'TypeError: no orders'],
  [
    'rejects',
    'export const handler = async () => { throw new RangeError("too many") }',
    'user_error',
    'RangeError: too many',
  ],
  ['throws undefined', 'export const handler = () => { throw undefined }', 'user_error', 'undefined: undefined'],
  [
    'throws where nobody catches',
    'export const handler = () => new Promise(() => setTimeout(() => { throw new Error("later") }, 5))',
    'user_error',
    'Runtime.UncaughtException: later',
  ],
  ['never settles', 'export const handler = () => new Promise(() => {})', 'user_error', 'can never settle'],
  ['hangs', 'export const handler = () => { for (;;); }', 'timeout', 'did not answer within 0.7 s'],
  ['exits', 'export const handler = () => process.exit(3)', 'exited', 'ended with code 3'],
  [
    'answers what is not JSON',
    'export const handler = async () => ({ big: 1n })',
    'user_error',
    'Runtime.MarshalError',
  ],
  ['answers a function', 'export const handler = async () => () => 1', 'user_error', 'Runtime.MarshalError'],
  ['lies about its handler', 'export const other = 1', 'init_error', 'index.handler is undefined or not exported'],
  ['exports no function', 'export const handler = 7', 'init_error', 'is not a function'],
  ['has a syntax error', 'export const handler = (', 'init_error', 'Runtime.UserCodeSyntaxError'],
  [
    'imports what is not there',
    'import "left-pad"; export const handler = 1',
    'init_error',
    'Runtime.ImportModuleError',
  ],
  ['throws while it loads', 'throw new Error("no config")', 'init_error', 'no config'],
  ['exits while it loads', 'process.exit(4)', 'init_error', 'ended with code 4 while it was loading'],
  [
    'hangs while it loads',
    'await new Promise((r) => setTimeout(r, 60000))',
    'init_error',
    'was not loaded within 0.7 s',
  ],
  [
    'answers more than 6 MiB',
    'export const handler = async () => "x".repeat(7e6)',
    'user_error',
    'ResponseSizeTooLarge',
  ],
])('a function that %s fails with its cause, and the host goes on', async (name, source, cause, reason) => {
  // Short only where the limit itself is waited for: on a busy machine a start takes its time.
  const limit = (waitedFor: boolean) => (waitedFor ? 700 : 30_000)
  const initLimitMs = limit(name === 'hangs while it loads')
  const { run } = hosted(source, { timeoutMs: limit(cause === 'timeout') }, { initLimitMs })
  const answer = await run()
  expect(answer).toMatchObject({ outcome: 'failed', cause })
  expect(answer.reason).toContain(reason)
  expect((await hosted('export const handler = async () => 1').run()).value).toBe(1)
})

test('a handler file that is not there is an init error', async () => {
  const { run } = hosted({ 'other.mjs': '' })
  expect(await run()).toMatchObject({
    cause: 'init_error',
    reason: expect.stringContaining("Cannot find module 'index'"),
  })
})

test.each([
  [
    'in buffers',
    'const kept = []; for (;;) { kept.push(Buffer.alloc(8e6, 1)); await new Promise((r) => setTimeout(r, 2)) }',
    'used more than its 128 MiB',
  ],
  ['in objects', 'const kept = []; for (;;) kept.push({ a: [kept.length] })', 'MiB'],
])('a function that leaks %s runs out of memory alone', async (_name, body, reason) => {
  const leaking = hosted(`export const handler = async () => { ${body} }`, { memoryMib: 128, timeoutMs: 20_000 }).run()
  const other = hosted('export const handler = async () => 1').run()
  expect(await leaking).toMatchObject({ cause: 'out_of_memory', reason: expect.stringContaining(reason) })
  expect((await other).value).toBe(1)
})

test('a flood of log is cut with a notice and blocks nothing', async () => {
  const { run } = hosted(
    'export const handler = async () => { for (let i = 0; i < 50000; i++) console.log("x".repeat(100)); return 1 }',
  )
  const answer = await run()
  expect(answer.value).toBe(1)
  expect(answer.log.length).toBeLessThan(300_000)
  expect(answer.log).toMatch(/log is full at 256 KiB[\s\S]*Dropped \d+ KiB/)
})

test('a warm instance keeps its state; a crash and other secrets begin anew', async () => {
  const { run, host, spec } = hosted(
    'let calls = 0; export const handler = async (event) => { if (event.die) process.exit(1); return { calls: ++calls, key: process.env.KEY } }',
    { concurrency: 1 },
  )
  expect((await run()).value).toEqual({ calls: 1 })
  const second = await run()
  expect(second).toMatchObject({ coldStart: false, initMs: 0, value: { calls: 2 } })
  expect(host.instances(spec.runnerId)).toBe(1)
  expect(await run({ die: true })).toMatchObject({ outcome: 'failed', cause: 'exited' })
  expect(await run()).toMatchObject({ coldStart: true, value: { calls: 1 } })
  expect(await run({}, { secrets: { KEY: 'new' } })).toMatchObject({ coldStart: true, value: { calls: 1, key: 'new' } })
})

test('a function that exits after its answer has succeeded, and the next run starts cold', async () => {
  const { run } = hosted('export const handler = async () => { setImmediate(() => process.exit(1)); return 1 }', {
    concurrency: 1,
  })
  expect((await run()).value).toBe(1)
  expect(await run()).toMatchObject({ coldStart: true, value: 1 })
})

test('an idle instance is ended', async () => {
  const { run, host, spec } = hosted('export const handler = async () => 1', {}, { idleMs: 50 })
  await run()
  await expect.poll(() => host.instances(spec.runnerId)).toBe(0)
})

test('beyond the cap runs wait, beyond the queue they are throttled', async () => {
  const slow = 'export const handler = () => new Promise((r) => setTimeout(() => r(Date.now()), 150))'
  const waiting = hosted(slow, { concurrency: 1 })
  const [first, second] = await Promise.all([waiting.run(), waiting.run()])
  expect(second.value - first.value).toBeGreaterThan(140)
  expect(waiting.host.instances(waiting.spec.runnerId)).toBe(1)
  const short = hosted(slow, { concurrency: 1 }, { queueMs: 20 })
  const outcomes = await Promise.allSettled([short.run(), short.run()])
  expect(outcomes.map((one) => one.status)).toEqual(['fulfilled', 'rejected'])
  expect(outcomes[1]).toMatchObject({ reason: { code: 'throttled' } })
})

test('cancelling ends the process', async () => {
  const { host, spec } = hosted('export const handler = () => new Promise((r) => setTimeout(r, 60000))', {
    timeoutMs: 60_000,
  })
  const controller = new AbortController()
  const onLog = () => controller.abort(new Error('stop'))
  const run = host.invoke(spec, invocationOf({}), { signal: controller.signal, onLog }, async (result) => result)
  await expect(run).rejects.toThrow('stop')
  await expect.poll(() => host.instances(spec.runnerId)).toBe(0)
})

test('what it writes to BC_OUTPUT_DIR is there when it has answered', async () => {
  const { run } = hosted(
    `import fs from 'node:fs'
     export const handler = async () => fs.writeFileSync(process.env.BC_OUTPUT_DIR + '/a.txt', 'A')`,
  )
  expect((await run()).files).toEqual(['a.txt'])
  expect((await run()).files).toEqual(['a.txt'])
})

test('a provided runtime is any executable that speaks the Runtime API', async () => {
  const { run } = hosted(
    {
      bootstrap: `#!/bin/sh
set -e
while :; do
  headers=$(mktemp)
  event=$(curl -sS -D "$headers" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next")
  id=$(sed -n 's/^lambda-runtime-aws-request-id: *//Ip' "$headers" | tr -d '\\r')
  echo "event $event for $_HANDLER"
  curl -sS -o /dev/null "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" -d "{\\"echo\\":$event}"
done
`,
    },
    { runtime: 'provided', handler: 'shell', concurrency: 1 },
  )
  const answer = await run({ a: 1 })
  expect(answer).toMatchObject({ outcome: 'succeeded', value: { echo: { a: 1 } } })
  expect(answer.log).toContain('event {"a":1} for shell')
  expect(answer.isolation.node_permissions.state).toBe('absent')
  expect(await run()).toMatchObject({ coldStart: false, value: { echo: {} } })
})

test('a provided runtime without a bootstrap is an init error', async () => {
  const { run } = hosted({ 'index.mjs': '' }, { runtime: 'provided' })
  expect(await run()).toMatchObject({ outcome: 'failed', cause: 'init_error' })
})
