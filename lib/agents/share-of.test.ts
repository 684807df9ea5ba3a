import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOf } from './share-of.ts'

test.each([
  ['alone and slower than the limit it may hold any number', 10, { held: 500, capacity: 4 }, [], Infinity],
  ['alone and faster than the limit it is held to it', 3, { held: 1, capacity: 8 }, [], 2],
  ['what others carry out is not free', 10, { held: 0, capacity: 8 }, [{ held: 90, capacity: 4 }], 6],
  ['what waits in others costs nothing', 10, { held: 0, capacity: 6 }, [{ held: 90, capacity: 4 }], Infinity],
  ['nothing is left', 4, { held: 0, capacity: 1 }, [{ held: 4, capacity: 4 }], 0],
])('%s', (_name, limit, mine, others, share) => {
  expect(shareOf(limit, mine, others)).toBe(share)
})

test('however agents ask, no more than the limit are carried out at once', () => {
  const agents = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 })
  const asks = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 50 })), { maxLength: 40 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), agents, asks, (limit, capacities, wanted) => {
      const holdings = capacities.map((capacity) => ({ held: 0, capacity }))
      for (const [index, count] of wanted) {
        const mine = holdings[index % holdings.length]
        if (!mine) continue
        mine.held += Math.min(
          count,
          shareOf(
            limit,
            mine,
            holdings.filter((one) => one !== mine),
          ),
        )
      }
      const atOnce = holdings.reduce((sum, { held, capacity }) => sum + Math.min(held, capacity), 0)
      expect(atOnce).toBeLessThanOrEqual(limit)
    }),
  )
})
