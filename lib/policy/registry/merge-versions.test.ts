import { describe, expect, test } from 'vitest'
import { diffVersions, isSame } from './diff-versions.ts'
import { mergeVersions } from './merge-versions.ts'

const row = (size: string, allowed = true) => ({ class: 'container', size, allowed })
const content = (policies: Record<string, string>, matrix: unknown[] = [], quota: unknown = null) => ({
  policies,
  matrix,
  quota,
})

describe('merging by rule', () => {
  const base = content({ a: '1', b: '1', c: '1', d: '1' })
  test('what one side changed is taken from it, removals and additions too', () => {
    const ours = content({ a: '2', b: '1', d: '1', mine: 'x' })
    const theirs = content({ a: '1', b: '3', c: '1', theirs: 'y' })
    expect(mergeVersions(base, ours, theirs)).toEqual({
      ...content({ a: '2', b: '3', mine: 'x', theirs: 'y' }),
      conflicts: [],
    })
  })
  test('what both changed stays ours and is named; what both changed alike is no conflict', () => {
    const merged = mergeVersions(base, content({ a: '2', b: '2' }), content({ a: '3', b: '2' }))
    expect(merged).toMatchObject({ policies: { a: '2', b: '2' }, conflicts: ['a'] })
  })
  test('rows of the matrix are merged one by one, and the quota as a whole', () => {
    const old = content({}, [row('small'), row('large')], { maxRunners: 1 })
    const ours = content({}, [row('small', false), row('large')], { maxRunners: 1 })
    const theirs = content({}, [row('small'), row('xlarge')], { maxRunners: 2 })
    const { matrix, quota, conflicts } = mergeVersions(old, ours, theirs)
    expect(matrix).toEqual([row('small', false), row('xlarge')])
    expect(quota).toEqual({ maxRunners: 2 })
    expect(conflicts).toEqual([])
  })
})

describe('differences', () => {
  test('rules, rows and quota', () => {
    const before = content({ a: '1', b: '1' }, [row('small'), row('large')])
    const after = content({ b: '2', c: '1' }, [row('small', false), row('xlarge')], [{ maxRunners: 3 }])
    const { digest, ...said } = diffVersions(before, after)
    expect(said).toEqual({
      added: ['c'],
      changed: ['b'],
      removed: ['a'],
      matrix: { added: 1, changed: 1, removed: 1 },
      quota: true,
      quotas: ['Runners: inherited → 3.'],
    })
    expect(digest).toMatch(/^sha256:/)
  })
  test('nothing', () => {
    expect(isSame(diffVersions(content({ a: '1' }, [row('small')]), content({ a: '1' }, [row('small')])))).toBe(true)
  })
})
