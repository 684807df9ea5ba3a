import { expect, test } from 'vitest'
import type { Lockfile } from '../../build/lockfile.ts'
import { checkedPackages, type InstalledPackage, npmInventory } from './npm-inventory.ts'

const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`
const lock: Lockfile = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'fn', version: '1.0.0', dependencies: { a: '1', '@s/b': '1', linked: '1' } },
    'node_modules/a': { version: '1.0.0', license: 'MIT', integrity, dependencies: { c: '^2.0.0' } },
    'node_modules/@s/b': { version: '1.1.0', dependencies: { c: '^1.0.0' }, peerDependencies: { a: '1', absent: '1' } },
    'node_modules/c': { version: '2.0.0' },
    'node_modules/@s/b/node_modules/c': { version: '1.0.0', dependencies: { d: '1' } },
    'node_modules/d': { name: 'real-d', version: '1.0.0', optional: true },
    'node_modules/tool': { version: '9.0.0', dev: true },
    'node_modules/linked': { link: true },
  },
}
const inventory = (project: InstalledPackage, installed: Map<string, InstalledPackage>, ownLock?: Lockfile) =>
  npmInventory({ projects: new Map([['', project]]), installed, locks: new Map(ownLock ? [['', ownLock]] : []) })
const edges = ({ components }: ReturnType<typeof inventory>) =>
  Object.fromEntries(components.map(({ purl, dependsOn }) => [purl, dependsOn]))

test('a lockfile gives its production packages with the edges that Node would follow', () => {
  const found = inventory({}, new Map(), lock)
  expect(found.dependsOn).toEqual(['pkg:npm/%40s/b@1.1.0', 'pkg:npm/a@1.0.0'])
  expect(edges(found)).toEqual({
    'pkg:npm/%40s/b@1.1.0': ['pkg:npm/a@1.0.0', 'pkg:npm/c@1.0.0'],
    'pkg:npm/a@1.0.0': ['pkg:npm/c@2.0.0'],
    'pkg:npm/c@1.0.0': ['pkg:npm/real-d@1.0.0'],
    'pkg:npm/c@2.0.0': [],
    'pkg:npm/real-d@1.0.0': [],
  })
  expect(found.components[1]).toMatchObject({
    fullName: 'a',
    licence: 'MIT',
    hash: { alg: 'SHA-512', content: '01'.repeat(64) },
    paths: ['node_modules/a'],
  })
  expect(found.components[0]).toMatchObject({ group: '@s', name: 'b', fullName: '@s/b' })
})

test('what is installed counts; the lockfile only adds hashes to the same version', () => {
  const installed = new Map<string, InstalledPackage>([
    ['node_modules/a', { name: 'a', version: '1.0.0', dependencies: { c: '^2.0.0' } }],
    ['node_modules/c', { name: 'c', version: '2.0.1', license: 'ISC' }],
  ])
  const { components } = inventory({}, installed, lock)
  expect(components.map(({ purl, hash, licence }) => [purl, Boolean(hash), licence])).toEqual([
    ['pkg:npm/a@1.0.0', true, 'MIT'],
    ['pkg:npm/c@2.0.1', false, 'ISC'],
  ])
})

test('a package installed twice is one component with two paths', () => {
  const installed = new Map<string, InstalledPackage>([
    ['node_modules/x', { name: 'x', version: '1.0.0' }],
    ['node_modules/a/node_modules/x', { name: 'x', version: '1.0.0' }],
  ])
  const found = inventory({ dependencies: { x: '1' } }, installed)
  expect(found.components).toMatchObject([{ paths: ['node_modules/a/node_modules/x', 'node_modules/x'] }])
  expect(found.dependsOn).toEqual(['pkg:npm/x@1.0.0'])
})

test('code without packages has none', () => {
  expect(inventory({ dependencies: { bundled: '1' } }, new Map())).toEqual({ components: [], dependsOn: [] })
})

test('projects in folders of an image each have their own packages and lockfile', () => {
  const facts = {
    projects: new Map([
      ['srv/one', { name: 'one', dependencies: { a: '1' } }],
      ['opt/two', {}],
    ]),
    installed: new Map<string, InstalledPackage>([
      ['srv/one/node_modules/a', { name: 'a', version: '1.0.0', dependencies: { c: '2' } }],
      ['srv/node_modules/c', { name: 'c', version: '2.0.0' }],
    ]),
    locks: new Map<string, Lockfile>([
      ['srv/one', { lockfileVersion: 3, packages: { 'node_modules/a': { version: '1.0.0', integrity } } }],
      [
        'opt/two',
        {
          lockfileVersion: 3,
          packages: { '': { dependencies: { z: '1' } }, 'node_modules/z': { version: '1.0.0' } },
        },
      ],
    ]),
  }
  const found = npmInventory(facts)
  expect(edges(found)).toEqual({
    'pkg:npm/a@1.0.0': ['pkg:npm/c@2.0.0'],
    'pkg:npm/c@2.0.0': [],
    'pkg:npm/z@1.0.0': [],
  })
  expect(found.components.map(({ paths }) => paths[0])).toEqual([
    'srv/one/node_modules/a',
    'srv/node_modules/c',
    'opt/two/node_modules/z',
  ])
  expect(checkedPackages(facts)).toEqual(new Set(['srv/one/node_modules/a']))
})
