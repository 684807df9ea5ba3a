import { expect, test } from 'vitest'
import { fieldAt, positionOfField } from './field-position.ts'

const text = `metadata:
  name: orders
triggers:
  - webhook: {}
  - schedule: { cron: "0 6 * * *", timezone: UTC }
run:
`

test.each([
  ['metadata.name', 2, 9],
  ['metadata.owner', 1, 1],
  ['triggers[1].schedule.timezone', 5, 46],
  ['run.timeout', 6, 1],
  ['runner.size', 1, 1],
])('%s stands at %i:%i', (path, line, column) => {
  expect(positionOfField(text, path)).toEqual({ line, column })
})

test.each([
  ['orders', 'metadata.name'],
  ['"0 6', 'triggers[1].schedule.cron'],
  ['webhook', 'triggers[0].webhook'],
  ['run:', 'run'],
])('%s belongs to %s', (part, path) => {
  expect(fieldAt(text, text.indexOf(part))).toBe(path)
})

test('an empty text has no fields', () => {
  expect(fieldAt('', 0)).toBeUndefined()
})
