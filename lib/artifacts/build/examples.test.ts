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
import { parseLockfile, refuseUncheckable } from './lockfile.ts'

const home = temporaryHome()
const root = fileURLToPath(new URL('../../../', import.meta.url))
const example = (...parts: string[]) => path.join(root, 'examples', ...parts)

test.each(['orders-webhook', 'flights-summary'])('the manifest of %s has no faults', (name) => {
  const { faults, normalised } = parseManifest(fs.readFileSync(example(name, 'manifest.yaml')))
  expect(faults).toEqual([])
  expect(normalised?.metadata.name).toBe(name)
})

test('every package of orders-webhook can be checked once downloaded', () => {
  const lock = parseLockfile(fs.readFileSync(example('orders-webhook/src/package-lock.json'), 'utf8'))
  expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/big.js', 'node_modules/zod'])
  expect(() => refuseUncheckable(lock)).not.toThrow()
})

test('the flights are those that vega-datasets ships', () => {
  const shipped = path.join(root, 'node_modules/vega-datasets/data/flights-5k.json')
  expect(fs.readFileSync(example('flights-summary/src/data/flights-5k.json')).equals(fs.readFileSync(shipped))).toBe(
    true,
  )
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
