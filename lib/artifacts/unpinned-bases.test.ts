import { expect, test } from 'vitest'
import { unpinnedBases } from './unpinned-bases.ts'

test('one finding a base, with its line', () => {
  expect(unpinnedBases(['debian:12 (Dockerfile, line 3)'])).toMatchObject([
    { kind: 'dependency', component: 'debian:12', path: 'Dockerfile:3' },
  ])
})

test('what other builds leave under that name is not about images', () => {
  expect(unpinnedBases(undefined)).toEqual([])
  expect(unpinnedBases([{ line: 1, name: 'requests' }])).toEqual([])
})
