import { expect, test } from 'vitest'
import { marked } from './marked.ts'

test.each([
  ['Order refused, REFUSED', 'refused', ['Order ', '*refused', ', ', '*REFUSED']],
  ['nothing of it', 'refused', ['nothing of it']],
  ['anything', '', ['anything']],
  ['aaa', 'aa', ['*aa', 'a']],
  ['İstanbul failed', 'failed', ['İstanbul failed']],
])('in %s, %s is marked', (line, wanted, parts) => {
  expect(marked(line, wanted).map(({ text, hit }) => (hit ? `*${text}` : text))).toEqual(parts)
})
