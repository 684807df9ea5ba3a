import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPath, readPath } from './field-path.ts'

test('paths read the way people write them', () => {
  expect(formatPath(['triggers', 0, 'schedule', 'cron'])).toBe('triggers[0].schedule.cron')
  expect(formatPath(['metadata', 'tags', 'a.b'])).toBe('metadata.tags["a.b"]')
  expect(() => readPath('a..b')).toThrow(/character 2/)
})

test('what is written is read back', () => {
  const path = fc.array(fc.oneof(fc.string({ minLength: 1 }), fc.nat(99)))
  const property = fc.property(path, (keys) => {
    expect(readPath(formatPath(keys))).toEqual(keys)
  })
  fc.assert(property)
})
