import { expect, test } from 'vitest'
import { instantOfId, leastIdAt, newId } from './ids.ts'

test('the least id of an instant is not above any id of it, and above every id before', () => {
  const id = newId('deadLetter')
  const at = instantOfId(id)
  expect(leastIdAt('deadLetter', at) <= id).toBe(true)
  expect(leastIdAt('deadLetter', new Date(at.getTime() + 1)) > id).toBe(true)
  expect(leastIdAt('deadLetter', at)).toHaveLength(id.length)
})

test('a range of time is a range of ids, to the millisecond', () => {
  const at = new Date('2026-11-26T12:00:00.123Z')
  expect(instantOfId(leastIdAt('run', at))).toEqual(at)
})

test('a time before there were ids is before every id', () => {
  expect(leastIdAt('run', new Date('1960-01-01T00:00:00Z'))).toBe(leastIdAt('run', new Date(0)))
})
