import { expect, test } from 'vitest'
import { globPattern, ignorePatterns } from './ignore-patterns.ts'

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
])('%j leaves out %s: %s', (content, path, expected) => {
  expect(ignored(content, path)).toBe(expected)
})

test('a glob matches whole paths only', () => {
  expect(globPattern('src/*.mjs').test('src/a.mjs')).toBe(true)
  expect(globPattern('src/*.mjs').test('x/src/a.mjs')).toBe(false)
  expect(globPattern('src/*.mjs').test('src/a/b.mjs')).toBe(false)
})
