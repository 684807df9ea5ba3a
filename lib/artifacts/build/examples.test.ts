import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parseManifest } from '../../manifests/parse-manifest.ts'
import { blobPath, putBlob } from '../blobs.ts'
import { rawZip } from '../testing/raw-zip.ts'
import { temporaryHome } from '../testing/temp-home.ts'
import { buildFunction } from './build-function.ts'
import { buildJob } from './build-job.ts'
import { parseLockfile, refuseUncheckable } from './lockfile.ts'

const home = temporaryHome()
const root = fileURLToPath(new URL('../../../', import.meta.url))
const example = (...parts: string[]) => path.join(root, 'examples', ...parts)

test.each(['orders-webhook', 'flights-summary', 'flights-etl', 'flights-notebook', 'ledger-export'])(
  'the manifest of %s has no faults',
  (name) => {
    const { faults, normalised } = parseManifest(fs.readFileSync(example(name, 'manifest.yaml')))
    expect(faults).toEqual([])
    expect(normalised?.metadata.name).toBe(name)
  },
)

test('every package of orders-webhook can be checked once downloaded', () => {
  const lock = parseLockfile(fs.readFileSync(example('orders-webhook/src/package-lock.json'), 'utf8'))
  expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/big.js', 'node_modules/zod'])
  expect(() => refuseUncheckable(lock)).not.toThrow()
})

test.each([
  ['flights-summary/src/data/flights-5k.json', 'flights-5k.json'],
  ['flights-etl/job/data/flights.json', 'flights-5k.json'],
  ['ledger-export/host/stocks.csv', 'stocks.csv'],
  ['flights-etl/job/data/airports.csv', 'airports.csv'],
  ['flights-notebook/job/data/airports.csv', 'airports.csv'],
  ['flights-notebook/job/data/flights-airport.csv', 'flights-airport.csv'],
])('%s is what vega-datasets ships', (name, shipped) => {
  const source = fs.readFileSync(path.join(root, 'node_modules/vega-datasets/data', shipped))
  expect(fs.readFileSync(example(name)).equals(source)).toBe(true)
})

// Written down, so that another machine finds out when it builds something else. An edit of the job changes it.
test.each([
  ['flights-etl', 'sql', 'main.sql', 'sha256:46f4342cefa1d7fa3d023c2fee4f38a9cd152472e8bb0781f863d3f4d03d55de'],
  [
    'flights-notebook',
    'notebook',
    'hubs.ipynb',
    'sha256:c1d5c43f2a41f3fcc6f29574ab7e0a5d59adf365360ffe523f0422797d24c55d',
  ],
] as const)('the package of %s has the same digest everywhere', async (name, engine, entry, digest) => {
  const job = example(name, 'job')
  const names = fs.readdirSync(job, { recursive: true, encoding: 'utf8' })
  const files = names.filter((file) => fs.statSync(path.join(job, file)).isFile())
  const source = rawZip(files.map((file) => ({ name: `job/${file}`, content: fs.readFileSync(path.join(job, file)) })))
  const { digest: uploaded } = await putBlob(source)
  const built = await buildJob({
    source: { digest: uploaded, kind: 'zip' },
    job: { source: './job', engine, entry },
    log: () => undefined,
  })
  expect(built.digest).toBe(digest)
})

test('flights-summary builds, and the built zip summarises the flights', async () => {
  const names = ['index.mjs', 'summarise.mjs', 'package.json', 'data/flights-5k.json']
  const source = rawZip(names.map((name) => ({ name, content: fs.readFileSync(example('flights-summary/src', name)) })))
  const { digest: sourceDigest } = await putBlob(source)
  const built = await buildFunction({
    sourceDigest,
    sourceKind: 'zip',
    function: { source: './src', runtime: 'nodejs', handler: 'index.handler' },
    log: () => undefined,
  })
  const [code, out] = [path.join(home, 'code'), path.join(home, 'out')]
  fs.mkdirSync(out)
  execFileSync('unzip', ['-q', blobPath(built.digest), '-d', code])
  process.env.BC_OUTPUT_DIR = out
  const { handler } = (await import(path.join(code, 'index.mjs'))) as { handler(event: unknown): Promise<Summary> }
  const summary = await handler({ by: 'hour', top: 3 })
  expect(summary).toMatchObject({ flights: 5000, by: 'hour', groups: 23 })
  const groups = JSON.parse(fs.readFileSync(path.join(out, 'summary.json'), 'utf8')) as Summary['busiest']
  expect(groups.reduce((sum, { flights }) => sum + flights, 0)).toBe(5000)
  expect(groups.slice(0, 3)).toEqual(summary.busiest)
  expect(fs.readFileSync(path.join(out, 'summary.csv'), 'utf8').trim().split('\n')).toHaveLength(groups.length + 1)
  await expect(handler({ by: 'carrier' })).rejects.toThrow('origin, destination, hour')
})

type Summary = { flights: number; busiest: { group: string; flights: number }[] }
