import { expect, test } from 'vitest'
import { digestLines } from './digest-lines.ts'

/** ─ right, ┤ left, ┼ both, · none; a passing line as =. */
const drawn = (digests: (string | undefined)[]) =>
  digestLines(digests)
    .map(({ left, right, passes }) => (passes ? '=' : left && right ? '┼' : left ? '┤' : right ? '├' : '·'))
    .join('')

test.each([
  [['a', 'a', 'a'], '├┼┤'],
  [['a', 'a', 'b'], '├┤·'],
  [['b', 'a', 'a'], '·├┤'],
  [['a', 'b', 'a'], '├=┤'],
  [['a', undefined, 'a'], '├=┤'],
  [['a', 'b', 'c'], '···'],
  [[undefined, undefined, 'a'], '···'],
  [['a', 'b', 'a', 'b'], '├==┤'],
])('%j is drawn as %s', (digests, line) => {
  expect(drawn(digests)).toBe(line)
})
