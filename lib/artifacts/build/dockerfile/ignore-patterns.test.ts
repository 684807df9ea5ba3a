import { expect, test } from 'vitest'
import { globPattern } from './glob.ts'
import { ignorePatterns } from './ignore-patterns.ts'

const ignored = (content: string, path: string) => ignorePatterns(content)(path)

test.each([
  ['node_modules', 'node_modules/a/b.js', true],
  ['/build/', 'build/x', true],
  ['build', 'src/build', false],
  ['**/build', 'src/deep/build/x', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/README.md', false],
  ['**/*.md', 'docs/README.md', true],
  ['docs/**', 'docs/a/b', true],
  ['*\n!app', 'app/main.mjs', false],
  ['*\n!app\napp/secret', 'app/secret', true],
  ['# *', 'a', false],
  ['a?c', 'abc', true],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['a.c', 'abc', false],
  ['[z-a]x', 'bx', false],
  ['[\\]x', '\\x', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['**/a/**/b', 'a/b', true],
  ['**/a/**/b', 'xa/b', false],
  ['a**b', 'a/x/b', true],
])('%j leaves out %s: %s', (content, path, expected) => {
  expect(ignored(content, path)).toBe(expected)
})

test('a glob matches whole paths only', () => {
  expect(globPattern('src/*.mjs').test('src/a.mjs')).toBe(true)
  expect(globPattern('src/*.mjs').test('x/src/a.mjs')).toBe(false)
  expect(globPattern('src/*.mjs').test('src/a/b.mjs')).toBe(false)
})

test.each([`${'*a'.repeat(30)}b`, `${'**/a/'.repeat(30)}b`, `${'**a'.repeat(30)}b`])('%s comes to its end', (glob) => {
  expect(globPattern(glob).test('a'.repeat(250))).toBe(false)
  expect(globPattern(glob).test('a/'.repeat(125))).toBe(false)
})
