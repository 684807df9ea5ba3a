import { decodeTime } from 'ulid'
import { expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { firstIdAt } from './letters-where.ts'

test('the first id of an instant is not above any id of it, and above every id before', () => {
  const id = newId('deadLetter')
  const at = decodeTime(id.slice(4))
  expect(firstIdAt(new Date(at)) <= id).toBe(true)
  expect(firstIdAt(new Date(at + 1)) > id).toBe(true)
  expect(firstIdAt(new Date(at))).toHaveLength(id.length)
})
