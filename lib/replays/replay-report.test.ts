import { expect, test } from 'vitest'
import { csvField } from './replay-report.ts'

test.each([
  [null, ''],
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ['+1', "'+1"],
  [7, '7'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
])('%j is written %s', (value, field) => {
  expect(csvField(value)).toBe(field)
})
