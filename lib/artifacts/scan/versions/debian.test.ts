import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { compareDebian, isDebianVersion } from './debian.ts'

test.each([
  ['1.0', '1.0', 0],
  ['1.0', '1.0-0', 0],
  ['0:1.0', '1.0', 0],
  ['1.0~rc1', '1.0', -1],
  ['1.0~~', '1.0~', -1],
  ['1.0', '1.0a', -1],
  ['1.0a', '1.0+', -1],
  ['1.10', '1.9', 1],
  ['1:0.1', '9.9', 1],
  ['1.0-1', '1.0-1+b1', -1],
  ['2.36-9+deb12u4', '2.36-9+deb12u10', -1],
  ['1.0010', '1.10', 0],
  ['99999999999999999999', '100000000000000000000', -1],
])('%s to %s is %d', (a, b, order) => {
  expect(Math.sign(compareDebian(a, b) ?? Number.NaN)).toBe(order)
  expect(Math.sign(compareDebian(b, a) ?? Number.NaN)).toBe(order && -order)
})

test.each(['', 'tuesday', '1.0_2', '-1', ':1', '1 .0', 'a1'])('%j is no version and compares with none', (text) => {
  expect(isDebianVersion(text)).toBe(false)
  expect(compareDebian(text, '1.0')).toBeUndefined()
})

/** Pseudo-random, always the same: a failure can be looked at again. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state >>> 8
  }
}

/** Versions made of the parts that are hard to compare, so that pairs are often alike up to one of them. */
function makeVersions(count: number): string[] {
  const source = numbers(20261126)
  const next = (below: number) => (source.next().value as number) % below
  const parts = ['0', '1', '00', '10', '9', 'a', 'Z', '~', '+', '.', '~rc1', '+b1', 'deb12u1', '.0', '-', '~~', '+nmu2']
  return Array.from({ length: count }, () => {
    const epoch = next(4) ? '' : `${next(3)}:`
    const upstream = Array.from({ length: 1 + next(4) }, () => parts[next(parts.length)]).join('')
    const revision = next(2) ? '' : `-${Array.from({ length: 1 + next(2) }, () => parts[next(14)]).join('')}`
    return `${epoch}${next(3)}${upstream}${revision}`.replace(/-+$/, '')
  })
}

/** One shell asks dpkg about every pair: a process of ours for each would take minutes. */
const SCRIPT =
  'while read -r a b; do dpkg --compare-versions "$a" lt "$b" && echo -1 && continue; dpkg --compare-versions "$a" eq "$b" && echo 0 && continue; echo 1; done'
const hasDpkg = spawnSync('dpkg', ['--version']).status === 0

test.skipIf(!hasDpkg)(
  'dpkg agrees on thousands of generated pairs (skipped without dpkg)',
  { timeout: 120_000 },
  () => {
    const versions = makeVersions(6000)
    const pairs = versions.slice(0, 3000).map((a, index) => [a, versions[index + 3000] as string] as const)
    const input = pairs.map(([a, b]) => `${a} ${b}\n`).join('')
    const asked = spawnSync('sh', ['-c', SCRIPT], { input, encoding: 'utf8', maxBuffer: 1 << 24 })
    const expected = asked.stdout.trim().split('\n').map(Number)
    expect(expected).toHaveLength(pairs.length)
    const wrong = pairs.filter(([a, b], index) => Math.sign(compareDebian(a, b) ?? Number.NaN) !== expected[index])
    expect(wrong).toEqual([])
  },
)
