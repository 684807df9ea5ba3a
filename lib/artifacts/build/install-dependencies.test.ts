import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loopbackRegistry, type Registry } from '../testing/loopback-registry.ts'
import { temporaryHome, writeFiles } from '../testing/temp-home.ts'
import { installDependencies } from './install-dependencies.ts'

const home = temporaryHome()
let registry: Registry

beforeAll(async () => {
  fs.mkdirSync(path.join(home, 'registry'))
  registry = await loopbackRegistry(path.join(home, 'registry'))
  process.env.npm_config_registry = registry.url
  process.env.npm_config_cache = path.join(home, 'npm-cache')
})
afterAll(() => registry.close())

const packageJson = JSON.stringify({ name: 'fn', version: '1.0.0', dependencies: { pebble: '^1.0.0' } })
const lock = (pebble: object = {}) =>
  JSON.stringify({
    name: 'fn',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'fn', version: '1.0.0', dependencies: { pebble: '^1.0.0' } },
      'node_modules/pebble': {
        version: '1.2.3',
        resolved: 'https://packages.example.com/pebble/-/pebble-1.2.3.tgz',
        integrity: registry.integrity,
        ...pebble,
      },
    },
  })
const project = (files: Record<string, string>) => writeFiles(fs.mkdtempSync(path.join(home, 'fn-')), files)

async function install(files: Record<string, string>) {
  const lines: string[] = []
  const folder = project(files)
  const result = await installDependencies(folder, (line) => lines.push(line))
  return { result, folder, lines }
}

test('packages are installed as locked, from the configured registry only, without running their scripts', async () => {
  const { result, folder } = await install({ 'package.json': packageJson, 'package-lock.json': lock() })
  expect(result).toMatchObject({ kind: 'installed', packages: 1, lockDigest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(fs.readdirSync(path.join(folder, 'node_modules/pebble')).sort()).toEqual(['index.js', 'package.json'])
  expect(registry.asked).toContain('/pebble/-/pebble-1.2.3.tgz')
})

test('a .npmrc of the source is not obeyed', async () => {
  const files = {
    'package.json': packageJson,
    'package-lock.json': lock(),
    '.npmrc': 'registry=http://127.0.0.1:9/\nignore-scripts=false\n',
  }
  const { folder } = await install(files)
  expect(fs.existsSync(path.join(folder, 'node_modules/pebble/ran-a-script'))).toBe(false)
})

test('bytes that do not match the integrity fail the build', async () => {
  const other = lock({ integrity: `sha512-${Buffer.alloc(64).toString('base64')}` })
  const failure = install({ 'package.json': packageJson, 'package-lock.json': other })
  await expect(failure).rejects.toMatchObject({
    code: 'build_failed',
    message: expect.stringMatching(/integrity|sha512/i),
  })
})

test.each([
  ['git', { resolved: 'git+ssh://git@example.com/a.git#abc' }, /comes from git\+ssh/],
  ['a folder', { resolved: '../pebble', link: true }, /is a folder/],
  ['no integrity', { integrity: '' }, /no SHA-2 integrity/],
  ['SHA-1 only', { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }, /no SHA-2 integrity/],
])('a package from %s is refused before npm runs', async (_what, pebble, reason) => {
  const failure = install({ 'package.json': packageJson, 'package-lock.json': lock(pebble) })
  await expect(failure).rejects.toMatchObject({ code: 'build_failed', message: expect.stringMatching(reason) })
})

test('dependencies without a lockfile, or with an old one, say what to do', async () => {
  await expect(install({ 'package.json': packageJson })).rejects.toThrow('no package-lock.json')
  const old = JSON.stringify({ lockfileVersion: 1, dependencies: {} })
  await expect(install({ 'package.json': packageJson, 'package-lock.json': old })).rejects.toThrow('version 2 or 3')
  await expect(install({ 'package.json': '[' })).rejects.toThrow('not a JSON object')
})

test('a lockfile that does not match package.json gets npm’s own reason', async () => {
  const wanted = JSON.stringify({ name: 'fn', version: '1.0.0', dependencies: { pebble: '^2.0.0' } })
  const failure = install({ 'package.json': wanted, 'package-lock.json': lock() })
  await expect(failure).rejects.toThrow(/could not be installed: `npm ci` can only install/)
})

test('nothing is installed when there is nothing to install or it is there', async () => {
  expect((await install({})).result).toEqual({ kind: 'none' })
  expect((await install({ 'package.json': '{"devDependencies":{"x":"1"}}' })).result).toEqual({ kind: 'none' })
  const vendored = { 'package.json': packageJson, 'node_modules/pebble/package.json': '{}' }
  expect((await install(vendored)).result).toEqual({ kind: 'vendored' })
})
