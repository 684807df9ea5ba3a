import { expect, test } from 'vitest'
import { freezeTimeline } from './timeline.ts'

const now = new Date('2026-12-20T12:00:00Z')
const environments = [
  { id: 'e1', name: 'dev' },
  { id: 'e2', name: 'prod' },
]
const freeze = (over = {}) => ({
  id: 'frz_1',
  reason: 'Year-end',
  startsAt: new Date('2026-12-24T00:00:00Z'),
  endsAt: new Date('2026-12-31T00:00:00Z'),
  environmentId: 'e2',
  runnerClass: null,
  ...over,
})

test('a freeze lies in the lane of its environment, or in every lane', () => {
  const { lanes, days } = freezeTimeline(
    environments,
    [freeze(), freeze({ id: 'frz_2', environmentId: null })],
    [],
    now,
  )
  expect(days).toHaveLength(28)
  expect(lanes.map((lane) => lane.freezes.map(({ id }) => id))).toEqual([['frz_2'], ['frz_1', 'frz_2']])
  expect(lanes[1]?.freezes[0]).toMatchObject({ left: (4 / 28) * 100, width: 25, label: 'Year-end' })
})

test('one that began before or ends after is cut where the weeks end', () => {
  const long = freeze({ startsAt: new Date('2026-12-01T00:00:00Z'), endsAt: new Date('2027-03-01T00:00:00Z') })
  expect(freezeTimeline(environments, [long], [], now).lanes[1]?.freezes[0]).toMatchObject({ left: 0, width: 100 })
})

test('open times are drawn only where there are windows', () => {
  const window = { days: [1, 2, 3, 4, 5, 6, 7], fromMinute: 0, toMinute: 720, timezone: 'UTC', environmentId: 'e2' }
  const { lanes } = freezeTimeline(environments, [], [window], now)
  expect(lanes[0]?.open).toBeUndefined()
  expect(lanes[1]?.open).toHaveLength(28)
})
