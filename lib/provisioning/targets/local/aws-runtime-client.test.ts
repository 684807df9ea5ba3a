import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { invocationOf, specOf } from './testing/function-fixture.ts'

/**
 * AWS's own client of the Runtime API, https://www.npmjs.com/package/aws-lambda-ric. It compiles curl and a native
 * addon (cmake, autotools, about two minutes), so it is not a dependency: name a folder where it was installed, as in
 *   npm init -y && npm pkg set allowScripts.aws-lambda-ric=true --json && npm i aws-lambda-ric@4.0.2
 *   AWS_LAMBDA_RIC=$PWD npx vitest run lib/provisioning/targets/local/aws-runtime-client.test.ts
 */
const installed = process.env.AWS_LAMBDA_RIC

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'bc-ric-'))
fs.chmodSync(home, 0o755)
process.env.BARECOUNT_HOME = home
process.env.LOG_LEVEL = 'silent'
const { openFunctionHost } = await import('./function-host.ts')
afterAll(() => fs.rmSync(home, { recursive: true, force: true }))

test.runIf(installed)('the client that AWS ships takes its work from our Runtime API', async () => {
  const code = path.join(home, 'code')
  fs.mkdirSync(code)
  execFileSync('cp', ['-r', path.join(installed ?? '', 'node_modules'), code])
  fs.writeFileSync(
    path.join(code, 'index.mjs'),
    `export const handler = async (event, context) => {
       console.log('hello from AWS')
       if (event.fail) throw new RangeError('too many')
       return { event, id: context.awsRequestId, token: context.clientContext.custom.run_token, left: context.getRemainingTimeInMillis() }
     }`,
  )
  fs.writeFileSync(
    path.join(code, 'bootstrap'),
    '#!/bin/sh\nexec /opt/node "$LAMBDA_TASK_ROOT/node_modules/aws-lambda-ric/index.mjs" "$_HANDLER"\n',
    { mode: 0o755 },
  )
  const host = openFunctionHost({ codeFolder: async () => code })
  const lines: string[] = []
  const spec = specOf({ runtime: 'provided', concurrency: 1, timeoutMs: 10_000 })
  const run = (input: unknown) =>
    host.invoke(
      spec,
      invocationOf(input, { token: 'ric' }),
      { signal: new AbortController().signal, onLog: (line) => void lines.push(line) },
      async (result) => result,
    )
  const first = await run({ a: 1 })
  expect(first, lines.join('\n')).toMatchObject({ outcome: 'succeeded', coldStart: true })
  expect(JSON.parse(first.result ?? '')).toMatchObject({ event: { a: 1 }, token: 'ric', left: expect.any(Number) })
  expect(lines.join('\n')).toContain('hello from AWS')
  expect(await run({ fail: true })).toMatchObject({ cause: 'user_error', reason: 'RangeError: too many' })
  expect(await run({ a: 2 })).toMatchObject({ outcome: 'succeeded', coldStart: false })
  await host.close()
})
