import { expect, test } from 'vitest'
import { destinations, leadsTo } from './destinations.ts'

const all = destinations.flat()

test('every entry has a key and an address of its own', () => {
  expect(new Set(all.map((entry) => entry.key)).size).toBe(all.length)
  expect(new Set(all.map((entry) => entry.href)).size).toBe(all.length)
})

test.each([
  ['/', 'Overview'],
  ['/manifests/man_1/edit', 'Manifests'],
  ['/settings/tokens', 'Settings'],
  ['/runs', 'Runs'],
])('%s belongs to %s alone', (path, label) => {
  expect(all.filter((entry) => leadsTo(entry, path)).map((entry) => entry.label)).toEqual([label])
})

test('a longer name is not below a shorter one', () => {
  expect(leadsTo({ href: '/runs', icon: 'runs' }, '/runsheets')).toBe(false)
})
