import { expect, test } from 'vitest'
import { statusWords, wordsOf } from './status-words.ts'

test('a known status has its own words', () => {
  expect(wordsOf('waiting_approval')).toEqual({ word: 'Waiting for approval', tone: 'wait', icon: 'hand' })
})

test('an unknown status is shown as plain words without a colour', () => {
  expect(wordsOf('not_yet_seen')).toEqual({ word: 'Not yet seen', tone: 'neutral', icon: 'dot' })
})

test('every status has a word of its own', () => {
  const seen = Object.values(statusWords).map((entry) => entry.word)
  expect(new Set(seen).size).toBe(seen.length)
})
