import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../free-port.ts'
import { parseManifest } from '../../manifests/parse-manifest.ts'
import { openRuntimeApi, type RuntimeApi } from '../../provisioning/targets/local/runtime-api.ts'
import { readImage } from '../oci/image.ts'
import { walkImage } from '../oci/walk-image.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { buildImage } from './build-image.ts'
import { noImageSources } from './image-sources.ts'

const home = temporaryHome()
const root = fileURLToPath(new URL('../../../', import.meta.url))
const example = path.join(root, 'examples/price-feed')

test('its manifest has no faults, and its prices are those that vega-datasets ships', () => {
  const { faults, normalised } = parseManifest(fs.readFileSync(path.join(example, 'manifest.yaml')))
  expect(faults).toEqual([])
  expect(normalised?.runner).toMatchObject({ class: 'container', scaling: { min: 1, max: 2 } })
  const shipped = fs.readFileSync(path.join(root, 'node_modules/vega-datasets/data/stocks.csv'))
  expect(fs.readFileSync(path.join(example, 'app/data/stocks.csv')).equals(shipped)).toBe(true)
})

test('it builds without an engine, twice to the same digest, from its own files only', async () => {
  const build = (folder: string) =>
    buildImage({ folder, work: home, sources: noImageSources, findEngine: async () => undefined, log: () => undefined })
  const { digest } = await build(example)
  const copy = path.join(home, 'clone')
  fs.cpSync(example, copy, { recursive: true })
  fs.utimesSync(path.join(copy, 'app/main.mjs'), 0, 0)
  expect((await build(copy)).digest).toBe(digest)
  const files: string[] = []
  await walkImage(digest, async ({ path: name }) => void files.push(name))
  expect(files).toEqual(expect.arrayContaining(['app/main.mjs', 'app/data/stocks.csv']))
  expect(files.filter((name) => !name.startsWith('app'))).toEqual([])
  expect((await readImage(digest)).config.config).toMatchObject({
    Entrypoint: ['/.barecount/bin/node', '/app/main.mjs'],
    User: '1000:1000',
    WorkingDir: '/app',
  })
})

type Ending = { response: string } | { error: string }

let api: RuntimeApi
let service: ChildProcess
let statePort: number
const endings = new Map<string, (ending: Ending) => void>()
const out = path.join(home, 'out')

beforeAll(async () => {
  fs.mkdirSync(out)
  statePort = await freePort()
  const asking = Promise.withResolvers<void>()
  api = await openRuntimeApi(
    0,
    {
      onNext: () => asking.resolve(),
      onResponse: (id, response) => endings.get(id)?.({ response }),
      onError: (id, { errorMessage }) => endings.get(id)?.({ error: errorMessage }),
      onInitError: () => undefined,
    },
    { atOnce: 3 },
  )
  const settings = { AWS_LAMBDA_RUNTIME_API: api.address, RUNS_AT_ONCE: '3', STATE_PORT: String(statePort) }
  service = spawn(process.execPath, [path.join(example, 'app/main.mjs')], {
    env: { ...process.env, ...settings },
    stdio: 'ignore',
  })
  await asking.promise
})
afterAll(async () => {
  service.kill('SIGKILL')
  await api.close()
})

let runs = 0
function ask(input: unknown): Promise<Ending> {
  const requestId = `job_${runs++}-1`
  return new Promise((resolve) => {
    endings.set(requestId, resolve)
    api.give({
      requestId,
      body: JSON.stringify(input),
      deadlineMs: Date.now() + 10_000,
      functionArn: 'arn',
      traceHeader: 'Root=1',
      clientContext: JSON.stringify({ custom: { output_dir: out } }),
    })
  })
}

test('it prices orders, several at once, and says what is wrong with one', async () => {
  const order = JSON.parse(fs.readFileSync(path.join(example, 'order.json'), 'utf8'))
  const [priced, ...others] = await Promise.all([order, order, order, order, order].map(ask))
  // AAPL 142.43 and IBM 103.01 in June 2009.
  expect(JSON.parse((priced as { response: string }).response)).toMatchObject({ total: 142_430 + 41_204 })
  for (const other of others) expect(other).toEqual(priced)
  const wrong = { order: { on: '2009-06-15', lines: [{ symbol: 'ACME', quantity: 1 }] } }
  expect(await ask(wrong)).toEqual({ error: 'Line 1: there is no ACME, only MSFT, AMZN, IBM, GOOG, AAPL.' })
  expect(await ask({ order: { on: '1999-01-01', lines: [{ symbol: 'IBM', quantity: 1 }] } })).toMatchObject({
    error: expect.stringContaining('no price on 1999-01-01'),
  })
})

test('it reports on all symbols, with the tables as output', async () => {
  const said = (await ask({ report: { by: 'year' } })) as { response: string }
  const report = JSON.parse(said.response)
  expect(report).toMatchObject({
    by: 'year',
    best: expect.arrayContaining([expect.objectContaining({ period: '2009' })]),
  })
  const rows = JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8'))
  expect(rows).toHaveLength(report.rows)
  expect(fs.readFileSync(path.join(out, 'report.csv'), 'utf8').trim().split('\n')).toHaveLength(report.rows + 1)
})

test('it says how the feed stands, and ends by itself when asked to', async () => {
  const state = await (await fetch(`http://127.0.0.1:${statePort}/healthz`)).json()
  expect(state).toMatchObject({ symbols: 5, prices: 560, changed: 1 })
  const ended = once(service, 'exit')
  service.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})
