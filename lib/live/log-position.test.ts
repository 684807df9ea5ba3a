import { expect, test } from 'vitest'
import { logPosition, positionOf } from './log-position.ts'

const asked = (id?: string) =>
  new Request('http://localhost/', { headers: id === undefined ? {} : { 'last-event-id': id } })

test.each([
  [undefined, 7n],
  ['12', 12n],
  ['twelve', 7n],
  ['-1', 7n],
  ['9'.repeat(40), 7n],
])('a follower that says %s goes on after %s', (id, position) => {
  expect(positionOf(asked(id), 7n)).toBe(position)
})

test('a position that no log has is refused', () => {
  expect(logPosition.parse(undefined)).toBe(0n)
  for (const text of ['x', '-1', '9'.repeat(40)]) expect(logPosition.safeParse(text).success).toBe(false)
})
